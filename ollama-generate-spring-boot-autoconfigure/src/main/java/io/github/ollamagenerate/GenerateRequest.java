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

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.util.Assert;

/**
 * Request to generate text. It has each field of Ollama's generate endpoint except
 * {@code stream}, which depends on the method that sends the request, and the timeouts of
 * this client. Fields that you do not set are not sent.
 *
 * @see <a href=
 * "https://github.com/ollama/ollama/blob/main/api/types.go">GenerateRequest</a>
 */
public final class GenerateRequest {

	private final Map<Field, Object> fields;

	private final GenerateTimeouts timeouts;

	private final boolean load;

	private GenerateRequest(Builder builder) {
		this.fields = Builder.copy(builder.fields);
		this.timeouts = builder.timeouts;
		this.load = builder.load;
	}

	/**
	 * Create a builder without any field.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Create a request that loads a model and generates nothing.
	 * @param model the model
	 * @return the request
	 */
	public static GenerateRequest load(String model) {
		return load(model, null);
	}

	/**
	 * Create a request that loads a model and generates nothing.
	 * @param model the model
	 * @param keepAlive the time to keep the model loaded, {@code null} applies the
	 * default
	 * @return the request
	 */
	public static GenerateRequest load(String model, @Nullable KeepAlive keepAlive) {
		Assert.notNull(model, "'model' must not be null");
		Builder builder = new Builder().model(model).keepAlive(keepAlive);
		builder.load = true;
		return builder.build();
	}

	/**
	 * Create a request that unloads a model.
	 * @param model the model
	 * @return the request
	 */
	public static GenerateRequest unload(String model) {
		return load(model, KeepAlive.unload());
	}

	/**
	 * Create a builder with the values of this request.
	 * @return the builder
	 */
	public Builder mutate() {
		return new Builder(this);
	}

	/**
	 * Return a copy of this request with defaults for each field, and each option, that
	 * is not set. A request that loads or unloads a model uses only the defaults for the
	 * model, the options, the keep-alive, and the timeouts. A raw request does not use
	 * the defaults for the system text, the template, and the context, because the server
	 * rejects that combination.
	 * @param defaults the request that contains the defaults
	 * @return the merged request
	 */
	public GenerateRequest withDefaults(GenerateRequest defaults) {
		Assert.notNull(defaults, "'defaults' must not be null");
		Builder merged = mutate().timeouts(this.timeouts.withDefaults(defaults.timeouts));
		defaults.fields.forEach((field, value) -> {
			if (takes(field)) {
				merged.fields.putIfAbsent(field, value);
			}
		});
		return merged.options(options().withDefaults(defaults.options())).build();
	}

	private boolean takes(Field field) {
		return switch (field) {
			case MODEL, KEEP_ALIVE -> true;
			case SYSTEM, TEMPLATE, CONTEXT -> !this.load && !Boolean.TRUE.equals(raw());
			default -> !this.load;
		};
	}

	/**
	 * Return the fields that are set, by their name in the API, as values that any JSON
	 * library can write.
	 * @param stream whether the server streams the answer
	 * @return the fields in the order of the server's own type
	 */
	public Map<String, Object> asMap(boolean stream) {
		Map<Field, Object> all = Builder.copy(this.fields);
		all.put(Field.STREAM, stream);
		Map<String, Object> body = new LinkedHashMap<>();
		all.forEach((field, value) -> body.put(field.toString(), json(value)));
		return body;
	}

	private static Object json(Object value) {
		if (value instanceof ResponseFormat format) {
			return format.value();
		}
		if (value instanceof KeepAlive keepAlive) {
			return keepAlive.value();
		}
		if (value instanceof Think think) {
			return think.value();
		}
		return (value instanceof ModelOptions options) ? options.asMap() : value;
	}

	@SuppressWarnings("unchecked")
	private <T> @Nullable T get(Field field) {
		return (T) this.fields.get(field);
	}

	/**
	 * Return the model, such as {@code qwen3:1.7b}.
	 * @return the model, {@code null} if not set
	 */
	public @Nullable String model() {
		return get(Field.MODEL);
	}

	/**
	 * Return the prompt.
	 * @return the prompt, {@code null} if there is none
	 */
	public @Nullable String prompt() {
		return get(Field.PROMPT);
	}

	/**
	 * Return the text after the answer, for fill-in-the-middle.
	 * @return the suffix, {@code null} if there is none
	 */
	public @Nullable String suffix() {
		return get(Field.SUFFIX);
	}

	/**
	 * Return the format of the answer.
	 * @return the format, {@code null} for any text
	 */
	public @Nullable ResponseFormat format() {
		return get(Field.FORMAT);
	}

	/**
	 * Return the system text.
	 * @return the system text, {@code null} for the one of the model
	 */
	public @Nullable String system() {
		return get(Field.SYSTEM);
	}

	/**
	 * Return the prompt template.
	 * @return the template, {@code null} for the one of the model
	 */
	public @Nullable String template() {
		return get(Field.TEMPLATE);
	}

	/**
	 * Return whether the model thinks before it answers, or how much.
	 * @return the value, {@code null} if the server decides
	 */
	public @Nullable Think think() {
		return get(Field.THINK);
	}

	/**
	 * Return whether to pass the prompt to the model without applying a template.
	 * @return whether the prompt is raw, {@code null} if not set
	 */
	public @Nullable Boolean raw() {
		return get(Field.RAW);
	}

	/**
	 * Return the time to keep the model loaded after the request.
	 * @return the keep-alive, {@code null} if the server decides
	 */
	public @Nullable KeepAlive keepAlive() {
		return get(Field.KEEP_ALIVE);
	}

	/**
	 * Return whether the server truncates a prompt that exceeds the context.
	 * @return whether to truncate the prompt, {@code null} if the server decides
	 */
	public @Nullable Boolean truncate() {
		return get(Field.TRUNCATE);
	}

	/**
	 * Return whether to drop the oldest tokens when the context is full.
	 * @return whether to drop tokens, {@code null} if the server decides
	 */
	public @Nullable Boolean shift() {
		return get(Field.SHIFT);
	}

	/**
	 * Return whether the answer contains log probabilities.
	 * @return whether to return log probabilities, {@code null} if not set
	 */
	public @Nullable Boolean logprobs() {
		return get(Field.LOGPROBS);
	}

	/**
	 * Return the number of most likely tokens to return at each position.
	 * @return the number, {@code null} if not set
	 */
	public @Nullable Integer topLogprobs() {
		return get(Field.TOP_LOGPROBS);
	}

	/**
	 * Return the images, for models that support vision.
	 * @return the images as base64 text, empty if there are none
	 */
	public List<String> images() {
		List<String> images = get(Field.IMAGES);
		return (images != null) ? images : List.of();
	}

	/**
	 * Return the runtime options.
	 * @return the options, empty if none is set
	 */
	public ModelOptions options() {
		ModelOptions options = get(Field.OPTIONS);
		return (options != null) ? options : ModelOptions.none();
	}

	/**
	 * Return the context of an earlier answer (deprecated by the server).
	 * @return the tokens, {@code null} if not set. An empty list is sent.
	 */
	public @Nullable List<Integer> context() {
		return get(Field.CONTEXT);
	}

	/**
	 * Return the timeouts of this client.
	 * @return the timeouts, {@link GenerateTimeouts#none()} if not set
	 */
	public GenerateTimeouts timeouts() {
		return this.timeouts;
	}

	/**
	 * Return whether this request loads or unloads a model and generates nothing.
	 * @return whether the request loads or unloads a model
	 */
	public boolean isLoad() {
		return this.load;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof GenerateRequest that && this.fields.equals(that.fields)
				&& this.timeouts.equals(that.timeouts) && this.load == that.load;
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.fields, this.timeouts, this.load);
	}

	/**
	 * Return a description without any content, which is safe to log.
	 */
	@Override
	public String toString() {
		return "GenerateRequest[model=" + model() + ", options=" + options() + ", images=" + images().size() + ", load="
				+ this.load + "]";
	}

	/**
	 * Builder for a {@link GenerateRequest}.
	 */
	public static final class Builder {

		private final Map<Field, Object> fields;

		private GenerateTimeouts timeouts = GenerateTimeouts.none();

		private boolean load;

		private Builder() {
			this.fields = new EnumMap<>(Field.class);
		}

		private Builder(GenerateRequest request) {
			this.fields = copy(request.fields);
			this.timeouts = request.timeouts;
			this.load = request.load;
		}

		private static Map<Field, Object> copy(Map<Field, Object> fields) {
			return new EnumMap<>(fields);
		}

		private Builder set(Field field, @Nullable Object value) {
			if (value != null) {
				this.fields.put(field, value);
			}
			else {
				this.fields.remove(field);
			}
			return this;
		}

		/**
		 * Set the model.
		 * @param model the model, such as {@code qwen3:1.7b}; {@code null} means not set
		 * @return this builder
		 */
		public Builder model(@Nullable String model) {
			return set(Field.MODEL, model);
		}

		/**
		 * Set the prompt.
		 * @param prompt the prompt; {@code null} means not set
		 * @return this builder
		 */
		public Builder prompt(@Nullable String prompt) {
			this.load = this.load && prompt == null;
			return set(Field.PROMPT, prompt);
		}

		/**
		 * Set the text after the answer, for models that support insertion.
		 * @param suffix the text after the answer; {@code null} means not set
		 * @return this builder
		 */
		public Builder suffix(@Nullable String suffix) {
			return set(Field.SUFFIX, suffix);
		}

		/**
		 * Set the format of the answer.
		 * @param format the format; {@code null} means not set
		 * @return this builder
		 */
		public Builder format(@Nullable ResponseFormat format) {
			return set(Field.FORMAT, format);
		}

		/**
		 * Set the system text, which replaces the one of the model.
		 * @param system the system text; {@code null} means not set
		 * @return this builder
		 */
		public Builder system(@Nullable String system) {
			return set(Field.SYSTEM, system);
		}

		/**
		 * Set the prompt template, which replaces the one of the model.
		 * @param template the template; {@code null} means not set
		 * @return this builder
		 */
		public Builder template(@Nullable String template) {
			return set(Field.TEMPLATE, template);
		}

		/**
		 * Set whether the model thinks before it answers, or how much. If not set, a
		 * model that supports thinking thinks.
		 * @param think the value; {@code null} means not set
		 * @return this builder
		 */
		public Builder think(@Nullable Think think) {
			return set(Field.THINK, think);
		}

		/**
		 * Set whether to pass the prompt to the model without applying a template. Cannot
		 * be combined with a system text, a template, or a context.
		 * @param raw whether to pass it on unchanged; {@code null} means not set
		 * @return this builder
		 */
		public Builder raw(@Nullable Boolean raw) {
			return set(Field.RAW, raw);
		}

		/**
		 * Set the time to keep the model loaded after the request.
		 * @param keepAlive the keep-alive; {@code null} means not set
		 * @return this builder
		 */
		public Builder keepAlive(@Nullable KeepAlive keepAlive) {
			return set(Field.KEEP_ALIVE, keepAlive);
		}

		/**
		 * Set whether the server silently truncates a prompt that exceeds the context, or
		 * rejects it.
		 * @param truncate whether to truncate the prompt; {@code null} means not set
		 * @return this builder
		 */
		public Builder truncate(@Nullable Boolean truncate) {
			return set(Field.TRUNCATE, truncate);
		}

		/**
		 * Set whether to drop the oldest tokens when the context is full, or end the
		 * answer.
		 * @param shift whether to drop tokens; {@code null} means not set
		 * @return this builder
		 */
		public Builder shift(@Nullable Boolean shift) {
			return set(Field.SHIFT, shift);
		}

		/**
		 * Set whether to return log probabilities.
		 * @param logprobs whether to return them; {@code null} means not set
		 * @return this builder
		 */
		public Builder logprobs(@Nullable Boolean logprobs) {
			return set(Field.LOGPROBS, logprobs);
		}

		/**
		 * Set the number of most likely tokens to return at each position.
		 * @param topLogprobs the number, 0 to 20; {@code null} means not set
		 * @return this builder
		 */
		public Builder topLogprobs(@Nullable Integer topLogprobs) {
			return set(Field.TOP_LOGPROBS, topLogprobs);
		}

		/**
		 * Add an image, for models that support vision.
		 * @param image the bytes of an image file
		 * @return this builder
		 * @throws IllegalArgumentException if the image is empty
		 */
		public Builder image(byte[] image) {
			return addImage(Images.encode(image));
		}

		/**
		 * Add an image, for models that support vision. The image is read immediately.
		 * @param image the image file
		 * @return this builder
		 * @throws IllegalArgumentException if the image is empty
		 * @throws java.io.UncheckedIOException if the image cannot be read
		 */
		public Builder image(Resource image) {
			return addImage(Images.encode(image));
		}

		/**
		 * Add an image, for models that support vision. The image is read immediately.
		 * @param image the image file
		 * @return this builder
		 * @throws IllegalArgumentException if the image is empty
		 * @throws java.io.UncheckedIOException if the image cannot be read
		 */
		public Builder image(Path image) {
			Assert.notNull(image, "'image' must not be null");
			return addImage(Images.encode(new FileSystemResource(image)));
		}

		/**
		 * Add an image, for models that support vision.
		 * @param base64 the image as base64 text; the prefix of a {@code data:} URL is
		 * removed
		 * @return this builder
		 * @throws IllegalArgumentException if the text is not valid base64
		 */
		public Builder image(String base64) {
			return addImage(Images.checkBase64(base64));
		}

		private Builder addImage(String base64) {
			return set(Field.IMAGES, Stream.concat(build().images().stream(), Stream.of(base64)).toList());
		}

		/**
		 * Set the runtime options, which replace those set before.
		 * @param options the options
		 * @return this builder
		 */
		public Builder options(ModelOptions options) {
			Assert.notNull(options, "'options' must not be null");
			return set(Field.OPTIONS, options.asMap().isEmpty() ? null : options);
		}

		/**
		 * Set runtime options, in addition to those set before.
		 * @param options a callback that sets options on the builder
		 * @return this builder
		 */
		public Builder options(Consumer<ModelOptions.Builder> options) {
			Assert.notNull(options, "'options' must not be null");
			ModelOptions.Builder builder = build().options().mutate();
			options.accept(builder);
			return options(builder.build());
		}

		/**
		 * Set the context of an earlier answer (deprecated by the server). The server
		 * returns a context only if the request contains one. Start with an empty list.
		 * @param context the tokens; {@code null} means not set
		 * @return this builder
		 */
		public Builder context(@Nullable List<Integer> context) {
			return set(Field.CONTEXT, (context != null) ? List.copyOf(context) : null);
		}

		/**
		 * Set timeouts, in addition to those set before.
		 * @param timeouts a callback that sets timeouts on the builder
		 * @return this builder
		 */
		public Builder timeouts(Consumer<GenerateTimeouts.Builder> timeouts) {
			Assert.notNull(timeouts, "'timeouts' must not be null");
			GenerateTimeouts.Builder builder = this.timeouts.mutate();
			timeouts.accept(builder);
			return timeouts(builder.build());
		}

		private Builder timeouts(GenerateTimeouts timeouts) {
			this.timeouts = timeouts;
			return this;
		}

		/**
		 * Create the request.
		 * @return an immutable request
		 */
		public GenerateRequest build() {
			return new GenerateRequest(this);
		}

	}

	/**
	 * Fields of the endpoint, in the order of the server's own type.
	 */
	private enum Field {

		MODEL, PROMPT, SUFFIX, SYSTEM, TEMPLATE, CONTEXT, STREAM, RAW, FORMAT, KEEP_ALIVE, IMAGES, OPTIONS, THINK,
		TRUNCATE, SHIFT, LOGPROBS, TOP_LOGPROBS;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
