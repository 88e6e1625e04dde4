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

import java.util.List;
import java.util.function.Function;

import io.github.ollamagenerate.GenerateInterceptor;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.TruncatedResponseException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;

/**
 * Calls interceptors, and after them the server.
 *
 * @param interceptors the interceptors that are left
 * @param server sends a request
 */
record InterceptorChain(List<GenerateInterceptor> interceptors,
		Function<GenerateRequest, Flux<GenerateResponse>> server) implements GenerateInterceptor.Chain {

	@Override
	public Flux<GenerateResponse> stream(GenerateRequest request) {
		return Flux.defer(() -> this.interceptors.isEmpty() ? this.server.apply(request) : intercept(request));
	}

	private Flux<GenerateResponse> intercept(GenerateRequest request) {
		GenerateInterceptor interceptor = this.interceptors.get(0);
		Flux<GenerateResponse> answer = interceptor.intercept(request,
				new InterceptorChain(this.interceptors.subList(1, this.interceptors.size()), this.server));
		Assert.state(answer != null, () -> interceptor.getClass().getName() + " returned null");
		return answer;
	}

	@Override
	public Mono<GenerateResponse> generate(GenerateRequest request) {
		return Mono.defer(() -> {
			ResponseAccumulator whole = new ResponseAccumulator();
			return stream(request, whole).then(Mono.fromSupplier(whole::join));
		});
	}

	/**
	 * Return an answer that ends, or a failure.
	 * @param received takes what arrives
	 */
	Flux<GenerateResponse> stream(GenerateRequest request, ResponseAccumulator received) {
		return stream(request).doOnNext(received::add).concatWith(Mono.defer(() -> {
			if (!received.isEmpty() && received.join().done()) {
				return Mono.empty();
			}
			return Mono.error(new TruncatedResponseException("An interceptor ended the answer of model '"
					+ request.model()
					+ "' without a chunk that is done. Return the last chunk, or build one with GenerateResponse.builder()",
					request.model(), received.partial(), null));
		}));
	}

}
