package io.github.ollamagenerate.client;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.util.Assert;

/**
 * Waits for a result, but never on a thread that others depend on.
 */
final class Blocking {

	private Blocking() {
	}

	static <T> T get(Mono<T> result, String method, String reactiveTwin) {
		Assert.state(!Schedulers.isInNonBlockingThread(), () -> method + " blocks, which thread '"
				+ Thread.currentThread().getName() + "' must not do; use " + reactiveTwin + " instead");
		T value = result.block();
		Assert.state(value != null, () -> method + " got neither a result nor an error");
		return value;
	}

}
