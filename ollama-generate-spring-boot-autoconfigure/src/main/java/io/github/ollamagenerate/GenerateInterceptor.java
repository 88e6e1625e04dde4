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

package io.github.ollamagenerate;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Intercepts requests between {@link GenerateOperations} and the server. An interceptor
 * can change the request and the answer, return its own answer, or reject the request
 * with any exception.
 *
 * <pre class="code">
 * &#64;Bean
 * GenerateInterceptor prefix() {
 *     return (request, chain) -&gt; chain.stream(request.mutate().prompt("In English: " + request.prompt()).build());
 * }
 * </pre>
 * <p>
 * Spring Boot applies beans of this type in order. The first one is the outermost. An
 * interceptor is called once for each subscription, inside its observation and outside
 * its retries. It is not called for requests that load or unload a model.
 */
@FunctionalInterface
public interface GenerateInterceptor {

	/**
	 * Intercept a request and return its answer.
	 * @param request the request including defaults; change it with
	 * {@link GenerateRequest#mutate()}
	 * @param chain the chain that continues with the request
	 * @return the chunks of the answer, which the client combines if a single answer is
	 * requested. The last chunk must be {@linkplain GenerateResponse#done() done}. A
	 * failure reaches the caller unchanged
	 */
	Flux<GenerateResponse> intercept(GenerateRequest request, Chain chain);

	/**
	 * Chain of interceptors, which ends at the server.
	 */
	interface Chain {

		/**
		 * Continue with a request and return the chunks of its answer as they arrive.
		 * Each subscription sends the request.
		 * @param request the request
		 * @return the chunks, a single one if the answer is requested as one JSON object
		 */
		Flux<GenerateResponse> stream(GenerateRequest request);

		/**
		 * Continue with a request and return the complete answer. Each subscription sends
		 * the request.
		 * @param request the request
		 * @return the complete answer
		 */
		Mono<GenerateResponse> generate(GenerateRequest request);

	}

}
