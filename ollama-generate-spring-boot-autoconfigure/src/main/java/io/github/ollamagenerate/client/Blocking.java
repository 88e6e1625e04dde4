/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.ollamagenerate.client;

import io.github.ollamagenerate.GenerateRequestException;
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
