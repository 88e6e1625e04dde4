package io.github.ollamagenerate.client;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateTimeouts;
import io.github.ollamagenerate.KeepAlive;
import io.github.ollamagenerate.ModelOptions;
import io.github.ollamagenerate.ResponseFormat;
import io.github.ollamagenerate.Think;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.Resource;

/**
 * Fluent front over the two primitives of {@link GenerateOperations}.
 */
final class DefaultPromptSpec implements GenerateOperations.PromptSpec {

	private final GenerateOperations operations;

	private final StructuredOutput output;

	private final GenerateRequest.Builder request;

	DefaultPromptSpec(GenerateOperations operations, StructuredOutput output, String prompt) {
		this.operations = operations;
		this.output = output;
		this.request = GenerateRequest.builder().prompt(prompt);
	}

	@Override
	public DefaultPromptSpec model(@Nullable String model) {
		this.request.model(model);
		return this;
	}

	@Override
	public DefaultPromptSpec suffix(@Nullable String suffix) {
		this.request.suffix(suffix);
		return this;
	}

	@Override
	public DefaultPromptSpec format(@Nullable ResponseFormat format) {
		this.request.format(format);
		return this;
	}

	@Override
	public DefaultPromptSpec system(@Nullable String system) {
		this.request.system(system);
		return this;
	}

	@Override
	public DefaultPromptSpec template(@Nullable String template) {
		this.request.template(template);
		return this;
	}

	@Override
	public DefaultPromptSpec think(@Nullable Think think) {
		this.request.think(think);
		return this;
	}

	@Override
	public DefaultPromptSpec raw(boolean raw) {
		this.request.raw(raw);
		return this;
	}

	@Override
	public DefaultPromptSpec keepAlive(@Nullable KeepAlive keepAlive) {
		this.request.keepAlive(keepAlive);
		return this;
	}

	@Override
	public DefaultPromptSpec truncate(boolean truncate) {
		this.request.truncate(truncate);
		return this;
	}

	@Override
	public DefaultPromptSpec shift(boolean shift) {
		this.request.shift(shift);
		return this;
	}

	@Override
	public DefaultPromptSpec logprobs(boolean logprobs) {
		this.request.logprobs(logprobs);
		return this;
	}

	@Override
	public DefaultPromptSpec topLogprobs(int topLogprobs) {
		this.request.topLogprobs(topLogprobs);
		return this;
	}

	@Override
	public DefaultPromptSpec image(byte[] image) {
		this.request.image(image);
		return this;
	}

	@Override
	public DefaultPromptSpec image(Resource image) {
		this.request.image(image);
		return this;
	}

	@Override
	public DefaultPromptSpec image(Path image) {
		this.request.image(image);
		return this;
	}

	@Override
	public DefaultPromptSpec image(String image) {
		this.request.image(image);
		return this;
	}

	@Override
	public DefaultPromptSpec options(Consumer<ModelOptions.Builder> options) {
		this.request.options(options);
		return this;
	}

	@Override
	public DefaultPromptSpec context(@Nullable List<Integer> context) {
		this.request.context(context);
		return this;
	}

	@Override
	public DefaultPromptSpec timeouts(Consumer<GenerateTimeouts.Builder> timeouts) {
		this.request.timeouts(timeouts);
		return this;
	}

	@Override
	public GenerateOperations.CallSpec call() {
		return new DefaultCallSpec(this.operations, this.output, this.request.build());
	}

	@Override
	public GenerateOperations.MonoSpec mono() {
		return new DefaultMonoSpec(this.operations, this.output, this.request.build());
	}

	@Override
	public GenerateOperations.StreamSpec stream() {
		return new DefaultStreamSpec(this.operations, this.output, this.request.build());
	}

	private record DefaultCallSpec(GenerateOperations operations, StructuredOutput output,
			GenerateRequest request) implements GenerateOperations.CallSpec {

		@Override
		public String content() {
			return response().response();
		}

		@Override
		public GenerateResponse response() {
			return get(this.operations.generate(this.request));
		}

		@Override
		public <T> T entity(Class<T> type) {
			return get(this.output.read(this.operations, this.request, type));
		}

		@Override
		public <T> T entity(ParameterizedTypeReference<T> type) {
			return get(this.output.read(this.operations, this.request, type.getType()));
		}

		private static <T> T get(Mono<T> answer) {
			return Blocking.get(answer, "call()", "mono() or stream()");
		}

	}

	private record DefaultMonoSpec(GenerateOperations operations, StructuredOutput output,
			GenerateRequest request) implements GenerateOperations.MonoSpec {

		@Override
		public Mono<String> content() {
			return response().map(GenerateResponse::response);
		}

		@Override
		public Mono<GenerateResponse> response() {
			return this.operations.generate(this.request);
		}

		@Override
		public <T> Mono<T> entity(Class<T> type) {
			return this.output.read(this.operations, this.request, type);
		}

		@Override
		public <T> Mono<T> entity(ParameterizedTypeReference<T> type) {
			return this.output.read(this.operations, this.request, type.getType());
		}

	}

	private record DefaultStreamSpec(GenerateOperations operations, StructuredOutput output,
			GenerateRequest request) implements GenerateOperations.StreamSpec {

		@Override
		public Flux<String> content() {
			return responses().map(GenerateResponse::response).filter((text) -> !text.isEmpty());
		}

		@Override
		public Flux<GenerateResponse> responses() {
			return this.operations.stream(this.request);
		}

		@Override
		public <T> Flux<T> entities(Class<T> elementType) {
			return this.output.readElements(this.operations, this.request, elementType);
		}

	}

}
