package io.github.ollamagenerate.client;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.github.ollamagenerate.GenerateRequestException;

import org.springframework.util.Assert;

/**
 * Waits for a result, but never on a thread that others depend on.
 */
final class Blocking {

	private Blocking() {
	}

	static <T> T get(Mono<T> result, String method, String reactiveTwin) {
		Assert.state(!Schedulers.isInNonBlockingThread(), () -> method + " blocks, which is not allowed on thread '"
				+ Thread.currentThread().getName() + "'; use " + reactiveTwin + " instead");
		T value;
		try {
			value = result.block();
		}
		catch (RuntimeException ex) {
			throw (ex.getCause() instanceof InterruptedException) ? interrupted(method, ex) : ex;
		}
		Assert.state(value != null, () -> method + " returned neither a result nor an error");
		return value;
	}

	// the connection is closed, and the thread is marked as interrupted, by then
	private static GenerateRequestException interrupted(String method, RuntimeException cause) {
		return new GenerateRequestException(
				method + " was interrupted: thread '" + Thread.currentThread().getName()
						+ "' was interrupted while it waited for the answer, and the request is cancelled.",
				null, null, cause);
	}

}
