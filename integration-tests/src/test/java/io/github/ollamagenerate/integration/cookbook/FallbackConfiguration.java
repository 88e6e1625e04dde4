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

package io.github.ollamagenerate.integration.cookbook;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.ModelNotFoundException;
import io.github.ollamagenerate.RateLimitedException;
import io.github.ollamagenerate.ServerBusyException;
import io.github.ollamagenerate.client.AbstractGenerateOperations;
import io.github.ollamagenerate.client.GenerateTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Recipe: another server and model if the first one does not answer.
 */
@Configuration(proxyBeanMethods = false)
class FallbackConfiguration {

	@Bean
	GenerateTemplate first(GenerateTemplate.Builder builder) {
		return builder.build();
	}

	@Bean
	GenerateTemplate second(GenerateTemplate.Builder builder, @Value("${second.base-url}") String baseUrl) {
		return builder.baseUrl(baseUrl).defaultRequest((request) -> request.model("llama3.2")).build();
	}

	// tag::fallback[]
	@Bean
	@Primary
	GenerateOperations withFallback(@Qualifier("first") GenerateTemplate first,
			@Qualifier("second") GenerateTemplate second, JsonMapper jsonMapper) {
		return new AbstractGenerateOperations(jsonMapper) {

			@Override
			public Mono<GenerateResponse> generate(GenerateRequest request) {
				return first.generate(request).onErrorResume((ex) -> canMove(ex), (ex) -> second.generate(request));
			}

			@Override
			public Flux<GenerateResponse> stream(GenerateRequest request) {
				return first.stream(request).onErrorResume((ex) -> canMove(ex), (ex) -> second.stream(request));
			}

		};
	}

	private static boolean canMove(Throwable failure) {
		return failure instanceof GenerateException ex && ex.partialResponse() == null
				&& (ex instanceof GenerateRequestException || ex instanceof ModelNotFoundException
						|| ex instanceof RateLimitedException || ex instanceof ServerBusyException);
	}
	// end::fallback[]

}
