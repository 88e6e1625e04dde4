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

package io.github.ollamagenerate.autoconfigure.preparation;

import java.util.Locale;

import io.github.ollamagenerate.GenerateInterceptor;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException.Reply;
import io.github.ollamagenerate.ModelNotFoundException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Knows the pull that is running, and says so in the failure of a request for its model.
 */
class RunningPull implements GenerateInterceptor {

	private volatile @Nullable String model;

	Mono<Void> during(String model, Mono<Void> pull) {
		return Mono.using(() -> this.model = model, (running) -> pull, (running) -> this.model = null);
	}

	@Override
	public Flux<GenerateResponse> intercept(GenerateRequest request, Chain chain) {
		return chain.stream(request).onErrorMap(ModelNotFoundException.class, this::explain);
	}

	private ModelNotFoundException explain(ModelNotFoundException ex) {
		String running = this.model;
		if (running == null || ex.model() == null || !name(running).equals(name(ex.model()))) {
			return ex;
		}
		ModelNotFoundException explained = new ModelNotFoundException(
				ex.getMessage() + " A pull of this model is running. Try again when it is complete.", ex.model(),
				ex.partialResponse(), new Reply(ex.status(), ex.serverText(), ex.retryAfter(), ex.signinUrl()));
		explained.setStackTrace(ex.getStackTrace());
		return explained;
	}

	private static String name(String model) {
		String name = model.toLowerCase(Locale.ROOT);
		return name.endsWith(":latest") ? name.substring(0, name.length() - ":latest".length()) : name;
	}

}
