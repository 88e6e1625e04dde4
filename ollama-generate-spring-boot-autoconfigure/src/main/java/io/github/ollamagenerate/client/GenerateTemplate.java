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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.ollamagenerate.BaseUrl;
import io.github.ollamagenerate.GenerateInterceptor;
import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.InvalidBaseUrlException;
import io.github.ollamagenerate.client.http.ServerWebClient;
import io.github.ollamagenerate.observation.GenerateObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link GenerateOperations} that use {@link WebClient}. Thread-safe.
 * <p>
 * Spring Boot creates one from the properties {@code ollama.*}. Use the {@link Builder}
 * to create templates for other servers or models.
 */
public class GenerateTemplate extends AbstractGenerateOperations {

	private final GenerateClient client;

	private final boolean aggregate;

	// not private, for proxies are subclasses
	GenerateTemplate(Builder builder) {
		super((builder.jsonMapper != null) ? builder.jsonMapper : JsonMapper.shared());
		GenerateRequest defaults = builder.defaultRequest.build();
		BaseUrl baseUrl = BaseUrl.parse(builder.baseUrl);
		this.client = new GenerateClient(ServerWebClient.of(builder.webClientBuilder, builder.clientConnector, baseUrl),
				baseUrl.uri(), (int) builder.maxInMemorySize.toBytes(), defaults, formats(),
				List.copyOf(builder.interceptors), builder.retry,
				new GenerateObservations(builder.observationRegistry, builder.observationConvention, defaults.model()));
		this.aggregate = builder.aggregate;
	}

	/**
	 * Create a builder. The connector of the underlying client is the one of the
	 * {@linkplain Builder#clientConnector(ClientHttpConnector) builder for the template},
	 * because Spring Boot gives its {@code WebClient.Builder} the connector of the
	 * application's other clients.
	 * @param webClientBuilder the builder of the underlying client, with headers and
	 * filters set; it is not modified
	 * @return the builder
	 */
	public static Builder builder(WebClient.Builder webClientBuilder) {
		Assert.notNull(webClientBuilder, "'webClientBuilder' must not be null");
		return new Builder(webClientBuilder.clone());
	}

	@Override
	public Mono<GenerateResponse> generate(GenerateRequest request) {
		Assert.notNull(request, "'request' must not be null");
		return this.client.generate(request, this.aggregate && !request.isLoad());
	}

	@Override
	public Flux<GenerateResponse> stream(GenerateRequest request) {
		Assert.notNull(request, "'request' must not be null");
		return this.client.stream(request);
	}

	/**
	 * Builder for a {@link GenerateTemplate}.
	 */
	public static final class Builder {

		private final WebClient.Builder webClientBuilder;

		private @Nullable ClientHttpConnector clientConnector;

		private final GenerateRequest.Builder defaultRequest = GenerateRequest.builder()
			.timeouts((timeouts) -> timeouts.firstChunk(Duration.ofMinutes(5)).idle(Duration.ofMinutes(2)));

		private String baseUrl = BaseUrl.DEFAULT;

		private boolean aggregate = true;

		private DataSize maxInMemorySize = DataSize.ofMegabytes(8);

		private GenerateRetry retry = new GenerateRetry(3, Duration.ofMillis(500), Duration.ofSeconds(30), false);

		private @Nullable JsonMapper jsonMapper;

		private final List<GenerateInterceptor> interceptors = new ArrayList<>();

		private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

		private @Nullable GenerateObservationConvention observationConvention;

		private Builder(WebClient.Builder webClientBuilder) {
			this.webClientBuilder = webClientBuilder;
		}

		/**
		 * Set the address of the server. The default is {@value BaseUrl#DEFAULT}.
		 * @param baseUrl the address, in any format that {@link BaseUrl#parse} accepts
		 * @return this builder
		 */
		public Builder baseUrl(String baseUrl) {
			Assert.notNull(baseUrl, "'baseUrl' must not be null");
			this.baseUrl = baseUrl;
			return this;
		}

		/**
		 * Set the connector of the underlying client, for example with other connection
		 * limits. The default is a connector that all templates without one share. It has
		 * no limit on connections, and does not ask for compressed answers.
		 * @param clientConnector the connector
		 * @return this builder
		 */
		public Builder clientConnector(ClientHttpConnector clientConnector) {
			Assert.notNull(clientConnector, "'clientConnector' must not be null");
			this.clientConnector = clientConnector;
			return this;
		}

		/**
		 * Set defaults for fields that a request does not set, in addition to those set
		 * before. The default timeouts are 5 minutes for the first chunk, and 2 minutes
		 * without data.
		 * @param defaults a callback that sets fields on the builder
		 * @return this builder
		 */
		public Builder defaultRequest(Consumer<GenerateRequest.Builder> defaults) {
			Assert.notNull(defaults, "'defaults' must not be null");
			defaults.accept(this.defaultRequest);
			return this;
		}

		/**
		 * Set whether to stream single answers from the server and combine their chunks
		 * in the client. This is the default. Otherwise no data is sent until the answer
		 * is complete: a proxy may time out, and the server does not notice that the
		 * caller cancels.
		 * @param aggregate whether to stream single answers
		 * @return this builder
		 */
		public Builder aggregate(boolean aggregate) {
			this.aggregate = aggregate;
			return this;
		}

		/**
		 * Set the maximum size of one line of an answer. The default is 8 MB. The last
		 * line contains the context, which can take megabytes.
		 * @param maxInMemorySize the size, 1 byte to 2 GB
		 * @return this builder
		 * @throws IllegalArgumentException if the size is out of range
		 */
		public Builder maxInMemorySize(DataSize maxInMemorySize) {
			Assert.notNull(maxInMemorySize, "'maxInMemorySize' must not be null");
			Assert.isTrue(maxInMemorySize.toBytes() > 0 && maxInMemorySize.toBytes() <= Integer.MAX_VALUE,
					() -> "'maxInMemorySize' must be between 1 byte and 2 GB, not " + maxInMemorySize);
			this.maxInMemorySize = maxInMemorySize;
			return this;
		}

		/**
		 * Set the retry of requests that fail for a transient reason before the answer
		 * starts: no connection, status 502 or 503, or status 429 with
		 * {@code Retry-After}. The default is 3 attempts, with delays of about half a
		 * second and one second.
		 * @param maxAttempts the maximum number of attempts, including the first one; 1
		 * means no retry
		 * @param delay the approximate time to wait before the second attempt; it doubles
		 * with each further attempt, up to {@code maxDelay}
		 * @param maxDelay the maximum time to wait, up to a year; a request that is told
		 * to wait longer fails immediately
		 * @return this builder
		 * @throws IllegalArgumentException if there is no attempt, or if a time is
		 * negative
		 */
		public Builder retry(int maxAttempts, Duration delay, Duration maxDelay) {
			Assert.notNull(delay, "'delay' must not be null");
			Assert.notNull(maxDelay, "'maxDelay' must not be null");
			this.retry = new GenerateRetry(maxAttempts, delay, maxDelay, this.retry.loadBalanced());
			return this;
		}

		/**
		 * Set whether the underlying client chooses one of several servers for each
		 * attempt. If so, a request is also retried if its connection breaks before the
		 * answer starts. The default is a single server.
		 * @param loadBalanced whether there are several servers
		 * @return this builder
		 */
		public Builder loadBalanced(boolean loadBalanced) {
			this.retry = this.retry.loadBalanced(loadBalanced);
			return this;
		}

		/**
		 * Set the mapper that reads structured answers. The default is a mapper without
		 * customization. It does not affect other JSON.
		 * @param jsonMapper the mapper
		 * @return this builder
		 */
		public Builder jsonMapper(JsonMapper jsonMapper) {
			Assert.notNull(jsonMapper, "'jsonMapper' must not be null");
			this.jsonMapper = jsonMapper;
			return this;
		}

		/**
		 * Add an interceptor, which is called after those added before.
		 * @param interceptor the interceptor
		 * @return this builder
		 */
		public Builder interceptor(GenerateInterceptor interceptor) {
			Assert.notNull(interceptor, "'interceptor' must not be null");
			this.interceptors.add(interceptor);
			return this;
		}

		/**
		 * Set the registry that observes each request. By default, requests are not
		 * observed.
		 * @param observationRegistry the registry
		 * @return this builder
		 */
		public Builder observationRegistry(ObservationRegistry observationRegistry) {
			Assert.notNull(observationRegistry, "'observationRegistry' must not be null");
			this.observationRegistry = observationRegistry;
			return this;
		}

		/**
		 * Set the convention that names observations and their tags.
		 * @param observationConvention the convention, {@code null} for the default
		 * @return this builder
		 */
		public Builder observationConvention(@Nullable GenerateObservationConvention observationConvention) {
			this.observationConvention = observationConvention;
			return this;
		}

		/**
		 * Create the template.
		 * @return the template
		 * @throws InvalidBaseUrlException if the address is not valid
		 */
		public GenerateTemplate build() {
			return new GenerateTemplate(this);
		}

	}

}
