package io.github.ollamagenerate.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.github.ollamagenerate.GenerateInterceptor;
import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.observation.GenerateObservationConvention;

import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link GenerateOperations} over {@link WebClient}. Thread-safe.
 * <p>
 * Spring Boot provides one from the properties {@code ollama.*}; the {@link Builder}
 * makes further ones for other servers or models.
 */
public class GenerateTemplate extends AbstractGenerateOperations {

	// made for the first request, for what a request takes is no concern of the start
	private final Supplier<GenerateClient> client;

	private final boolean aggregate;

	// not private, for proxies are subclasses
	GenerateTemplate(Builder builder) {
		super((builder.jsonMapper != null) ? builder.jsonMapper : JsonMapper.shared());
		BaseUrl baseUrl = BaseUrl.parse(builder.baseUrl);
		Supplier<WebClient.Builder> webClientBuilder = builder.webClientBuilder;
		int maxLineLength = (int) builder.maxInMemorySize.toBytes();
		GenerateRequest defaultRequest = builder.defaultRequest.build();
		String model = defaultRequest.model();
		RequestDefaults defaults = new RequestDefaults(defaultRequest, formats());
		List<GenerateInterceptor> interceptors = List.copyOf(builder.interceptors);
		GenerateRetry retry = builder.retry.loadBalanced(builder.loadBalanced);
		ObservationRegistry observationRegistry = builder.observationRegistry;
		GenerateObservationConvention convention = builder.observationConvention;
		this.client = SingletonSupplier.of(() -> new GenerateClient(baseUrl, webClientBuilder, maxLineLength, defaults,
				interceptors, retry, new GenerateObservations(observationRegistry, convention, model)));
		this.aggregate = builder.aggregate;
	}

	/**
	 * Return a builder of templates.
	 * @param webClientBuilder the builder of the underlying client, with connector,
	 * headers and filters set; it is not changed
	 * @return the builder
	 */
	public static Builder builder(WebClient.Builder webClientBuilder) {
		Assert.notNull(webClientBuilder, "'webClientBuilder' must not be null");
		WebClient.Builder copy = webClientBuilder.clone();
		return builder(() -> copy);
	}

	/**
	 * Return a builder of templates whose underlying client is built for the first
	 * request, so that an application starts without it.
	 * @param webClientBuilder gives the builder of the underlying client, with connector,
	 * headers and filters set; it is not changed
	 * @return the builder
	 */
	public static Builder builder(Supplier<WebClient.Builder> webClientBuilder) {
		Assert.notNull(webClientBuilder, "'webClientBuilder' must not be null");
		return new Builder(webClientBuilder);
	}

	@Override
	public Mono<GenerateResponse> generate(GenerateRequest request) {
		Assert.notNull(request, "'request' must not be null");
		return Mono.defer(() -> this.client.get().generate(request, this.aggregate && !request.isLoad()));
	}

	@Override
	public Flux<GenerateResponse> stream(GenerateRequest request) {
		Assert.notNull(request, "'request' must not be null");
		return Flux.defer(() -> this.client.get().stream(request));
	}

	/**
	 * Builds a {@link GenerateTemplate}.
	 */
	public static final class Builder {

		private final Supplier<WebClient.Builder> webClientBuilder;

		private final GenerateRequest.Builder defaultRequest = GenerateRequest.builder()
			.timeouts((timeouts) -> timeouts.firstChunk(Duration.ofMinutes(5)).idle(Duration.ofMinutes(2)));

		private String baseUrl = BaseUrl.DEFAULT;

		private boolean aggregate = true;

		private DataSize maxInMemorySize = DataSize.ofMegabytes(8);

		private GenerateRetry retry = new GenerateRetry(3, Duration.ofMillis(500), Duration.ofSeconds(30), false);

		private boolean loadBalanced;

		private @Nullable JsonMapper jsonMapper;

		private final List<GenerateInterceptor> interceptors = new ArrayList<>();

		private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

		private @Nullable GenerateObservationConvention observationConvention;

		private Builder(Supplier<WebClient.Builder> webClientBuilder) {
			this.webClientBuilder = webClientBuilder;
		}

		/**
		 * Set the address of the server, {@value BaseUrl#DEFAULT} unless set.
		 * @param baseUrl the address, in any form that {@link BaseUrl#parse} reads
		 * @return this builder
		 */
		public Builder baseUrl(String baseUrl) {
			Assert.notNull(baseUrl, "'baseUrl' must not be null");
			this.baseUrl = baseUrl;
			return this;
		}

		/**
		 * Set defaults for the fields that a request leaves open, on top of those set
		 * before. Unless set, a request waits 5 minutes for the first chunk and 2 minutes
		 * for each further byte.
		 * @param defaults sets fields on the builder it is given
		 * @return this builder
		 */
		public Builder defaultRequest(Consumer<GenerateRequest.Builder> defaults) {
			Assert.notNull(defaults, "'defaults' must not be null");
			defaults.accept(this.defaultRequest);
			return this;
		}

		/**
		 * Set whether single answers are streamed on the wire and put together here,
		 * which they are unless set. Without it no byte flows until the answer is whole,
		 * so that a proxy may give up and the server does not notice when the caller
		 * does.
		 * @param aggregate whether single answers are streamed
		 * @return this builder
		 */
		public Builder aggregate(boolean aggregate) {
			this.aggregate = aggregate;
			return this;
		}

		/**
		 * Set the most bytes that one line of an answer may have, 8 MB unless set. The
		 * last line carries the context and can be megabytes.
		 * @param maxInMemorySize the size, 1 byte to 2 GB
		 * @return this builder
		 * @throws IllegalArgumentException if the size is out of range
		 */
		public Builder maxInMemorySize(DataSize maxInMemorySize) {
			Assert.notNull(maxInMemorySize, "'maxInMemorySize' must not be null");
			if (maxInMemorySize.toBytes() < 1 || maxInMemorySize.toBytes() > Integer.MAX_VALUE) {
				throw new IllegalArgumentException(
						"'maxInMemorySize' must be between 1 byte and 2 GB, not " + maxInMemorySize);
			}
			this.maxInMemorySize = maxInMemorySize;
			return this;
		}

		/**
		 * Set how often a request is sent if it is refused before the answer began: no
		 * connection, status 502 or 503, or 429 with {@code Retry-After}. At most 3 times
		 * unless set, after half a second and then one, more or less.
		 * @param maxAttempts the most attempts, the first included; 1 means no retry
		 * @param delay how long to wait before the second attempt, roughly; it doubles
		 * with each further one, up to {@code maxDelay}
		 * @param maxDelay the longest wait, at most a year; a request that the server
		 * puts off for longer fails at once
		 * @return this builder
		 * @throws IllegalArgumentException if there is no attempt, or a time is negative
		 */
		public Builder retry(int maxAttempts, Duration delay, Duration maxDelay) {
			Assert.notNull(delay, "'delay' must not be null");
			Assert.notNull(maxDelay, "'maxDelay' must not be null");
			this.retry = new GenerateRetry(maxAttempts, delay, maxDelay, false);
			return this;
		}

		/**
		 * Set whether the underlying client sends each attempt to one of several servers,
		 * which it does not unless set. Then a request is sent again also if its
		 * connection broke before the answer began.
		 * @param loadBalanced whether there are several servers
		 * @return this builder
		 */
		public Builder loadBalanced(boolean loadBalanced) {
			this.loadBalanced = loadBalanced;
			return this;
		}

		/**
		 * Set the mapper that reads answers as values of the application's types,
		 * Jackson's own unless set. It has no say in what goes over the wire otherwise.
		 * @param jsonMapper the mapper
		 * @return this builder
		 */
		public Builder jsonMapper(JsonMapper jsonMapper) {
			Assert.notNull(jsonMapper, "'jsonMapper' must not be null");
			this.jsonMapper = jsonMapper;
			return this;
		}

		/**
		 * Add an interceptor, within those added before.
		 * @param interceptor the interceptor
		 * @return this builder
		 */
		public Builder interceptor(GenerateInterceptor interceptor) {
			Assert.notNull(interceptor, "'interceptor' must not be null");
			this.interceptors.add(interceptor);
			return this;
		}

		/**
		 * Set the registry that observes each request; none unless set.
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
		 * Return a template.
		 * @return the template
		 * @throws InvalidBaseUrlException if the address is not usable
		 */
		public GenerateTemplate build() {
			return new GenerateTemplate(this);
		}

	}

}
