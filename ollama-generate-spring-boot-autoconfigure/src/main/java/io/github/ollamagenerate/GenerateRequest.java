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
 * Request to generate text: each field of Ollama's generate endpoint but {@code stream},
 * which follows from the method that sends it; and how long this client waits. Holds only
 * what was set.
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
	 * Return a builder that has nothing set.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return a request that loads a model and generates nothing.
	 * @param model the model
	 * @return the request
	 */
	public static GenerateRequest load(String model) {
		return load(model, null);
	}

	/**
	 * Return a request that loads a model and generates nothing.
	 * @param model the model
	 * @param keepAlive how long it stays loaded, {@code null} if the default applies
	 * @return the request
	 */
	public static GenerateRequest load(String model, @Nullable KeepAlive keepAlive) {
		Assert.notNull(model, "'model' must not be null");
		Builder builder = new Builder().model(model).keepAlive(keepAlive);
		builder.load = true;
		return builder.build();
	}

	/**
	 * Return a request that unloads a model.
	 * @param model the model
	 * @return the request
	 */
	public static GenerateRequest unload(String model) {
		return load(model, KeepAlive.unload());
	}

	/**
	 * Return a builder that starts from this request.
	 * @return the builder
	 */
	public Builder mutate() {
		return new Builder(this);
	}

	/**
	 * Return this request, completed by the defaults for each field, and each option,
	 * that is not set. A request that loads or unloads a model takes only what matters
	 * for that: model, options, keep-alive and timeouts. One that is raw takes no system
	 * text, template and context, which the server refuses together.
	 * @param defaults the fields that fill the gaps
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
	 * Return the JSON body of this request: the fields that are set, by their names on
	 * the wire, as values that any JSON library writes.
	 * @param stream whether the server sends the answer in chunks
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
	 * @return the model, {@code null} if the default applies
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
	 * Return the shape that is forced on the answer.
	 * @return the format, {@code null} if the text is free
	 */
	public @Nullable ResponseFormat format() {
		return get(Field.FORMAT);
	}

	/**
	 * Return the system text.
	 * @return the system text, {@code null} if that of the model applies
	 */
	public @Nullable String system() {
		return get(Field.SYSTEM);
	}

	/**
	 * Return the prompt template.
	 * @return the template, {@code null} if that of the model applies
	 */
	public @Nullable String template() {
		return get(Field.TEMPLATE);
	}

	/**
	 * Return whether and how hard the model thinks.
	 * @return the value, {@code null} if the server decides
	 */
	public @Nullable Think think() {
		return get(Field.THINK);
	}

	/**
	 * Return whether the prompt goes to the model without a template.
	 * @return whether it does, {@code null} if not set
	 */
	public @Nullable Boolean raw() {
		return get(Field.RAW);
	}

	/**
	 * Return how long the model stays loaded afterwards.
	 * @return the keep-alive, {@code null} if the server decides
	 */
	public @Nullable KeepAlive keepAlive() {
		return get(Field.KEEP_ALIVE);
	}

	/**
	 * Return whether a prompt that exceeds the context is cut.
	 * @return whether it is cut, {@code null} if the server decides
	 */
	public @Nullable Boolean truncate() {
		return get(Field.TRUNCATE);
	}

	/**
	 * Return whether the oldest tokens give way when the context is full.
	 * @return whether they do, {@code null} if the server decides
	 */
	public @Nullable Boolean shift() {
		return get(Field.SHIFT);
	}

	/**
	 * Return whether log probabilities are asked for.
	 * @return whether they are, {@code null} if not set
	 */
	public @Nullable Boolean logprobs() {
		return get(Field.LOGPROBS);
	}

	/**
	 * Return how many likely tokens are asked for at each position.
	 * @return the number, {@code null} if not set
	 */
	public @Nullable Integer topLogprobs() {
		return get(Field.TOP_LOGPROBS);
	}

	/**
	 * Return the images, for models with vision.
	 * @return the images as plain base64 text, empty if there are none
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
	 * @return the tokens, {@code null} if not set; an empty list is sent as such
	 */
	public @Nullable List<Integer> context() {
		return get(Field.CONTEXT);
	}

	/**
	 * Return how long this client waits for what.
	 * @return the timeouts, none set if the defaults apply
	 */
	public GenerateTimeouts timeouts() {
		return this.timeouts;
	}

	/**
	 * Return whether this request loads or unloads a model and generates nothing.
	 * @return whether it does
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
	 * Describe the request without any of its contents, so that it can be logged.
	 */
	@Override
	public String toString() {
		return "GenerateRequest[model=" + model() + ", options=" + options() + ", images=" + images().size() + ", load="
				+ this.load + "]";
	}

	/**
	 * Collects the fields of a request.
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
		 * @param prompt the text to generate from; {@code null} means not set
		 * @return this builder
		 */
		public Builder prompt(@Nullable String prompt) {
			this.load = this.load && prompt == null;
			return set(Field.PROMPT, prompt);
		}

		/**
		 * Set the text that comes after the answer, for models that can insert.
		 * @param suffix the text after the answer; {@code null} means not set
		 * @return this builder
		 */
		public Builder suffix(@Nullable String suffix) {
			return set(Field.SUFFIX, suffix);
		}

		/**
		 * Force a shape on the answer.
		 * @param format the shape; {@code null} means not set
		 * @return this builder
		 */
		public Builder format(@Nullable ResponseFormat format) {
			return set(Field.FORMAT, format);
		}

		/**
		 * Set the system text, in place of that of the model.
		 * @param system the system text; {@code null} means not set
		 * @return this builder
		 */
		public Builder system(@Nullable String system) {
			return set(Field.SYSTEM, system);
		}

		/**
		 * Set the prompt template, in place of that of the model.
		 * @param template the template; {@code null} means not set
		 * @return this builder
		 */
		public Builder template(@Nullable String template) {
			return set(Field.TEMPLATE, template);
		}

		/**
		 * Set whether and how hard the model thinks. Where it is not set, a model that
		 * can think does.
		 * @param think the value; {@code null} means not set
		 * @return this builder
		 */
		public Builder think(@Nullable Think think) {
			return set(Field.THINK, think);
		}

		/**
		 * Set whether the prompt goes to the model without a template. Excludes system,
		 * template and context.
		 * @param raw whether it does; {@code null} means not set
		 * @return this builder
		 */
		public Builder raw(@Nullable Boolean raw) {
			return set(Field.RAW, raw);
		}

		/**
		 * Set how long the model stays loaded afterwards.
		 * @param keepAlive the keep-alive; {@code null} means not set
		 * @return this builder
		 */
		public Builder keepAlive(@Nullable KeepAlive keepAlive) {
			return set(Field.KEEP_ALIVE, keepAlive);
		}

		/**
		 * Set whether a prompt that exceeds the context is cut without a word or refused.
		 * @param truncate whether it is cut; {@code null} means not set
		 * @return this builder
		 */
		public Builder truncate(@Nullable Boolean truncate) {
			return set(Field.TRUNCATE, truncate);
		}

		/**
		 * Set whether the oldest tokens give way when the context is full or the answer
		 * ends there.
		 * @param shift whether they give way; {@code null} means not set
		 * @return this builder
		 */
		public Builder shift(@Nullable Boolean shift) {
			return set(Field.SHIFT, shift);
		}

		/**
		 * Set whether log probabilities are asked for.
		 * @param logprobs whether they are; {@code null} means not set
		 * @return this builder
		 */
		public Builder logprobs(@Nullable Boolean logprobs) {
			return set(Field.LOGPROBS, logprobs);
		}

		/**
		 * Set how many likely tokens are asked for at each position.
		 * @param topLogprobs the number, 0 to 20; {@code null} means not set
		 * @return this builder
		 */
		public Builder topLogprobs(@Nullable Integer topLogprobs) {
			return set(Field.TOP_LOGPROBS, topLogprobs);
		}

		/**
		 * Add an image.
		 * @param image the bytes of an image file
		 * @return this builder
		 * @throws IllegalArgumentException if it is empty
		 */
		public Builder image(byte[] image) {
			return addImage(Images.encode(image));
		}

		/**
		 * Add an image; it is read at once.
		 * @param image the image file
		 * @return this builder
		 * @throws IllegalArgumentException if it is empty
		 * @throws java.io.UncheckedIOException if it cannot be read
		 */
		public Builder image(Resource image) {
			return addImage(Images.encode(image));
		}

		/**
		 * Add an image; it is read at once.
		 * @param image the image file
		 * @return this builder
		 * @throws IllegalArgumentException if it is empty
		 * @throws java.io.UncheckedIOException if it cannot be read
		 */
		public Builder image(Path image) {
			Assert.notNull(image, "'image' must not be null");
			return addImage(Images.encode(new FileSystemResource(image)));
		}

		/**
		 * Add an image.
		 * @param base64 the image as base64 text; the prefix of a {@code data:} URL is
		 * removed
		 * @return this builder
		 * @throws IllegalArgumentException if it is no base64 text
		 */
		public Builder image(String base64) {
			return addImage(Images.checkBase64(base64));
		}

		private Builder addImage(String base64) {
			return set(Field.IMAGES, Stream.concat(build().images().stream(), Stream.of(base64)).toList());
		}

		/**
		 * Set the runtime options, in place of those set before.
		 * @param options the options
		 * @return this builder
		 */
		public Builder options(ModelOptions options) {
			Assert.notNull(options, "'options' must not be null");
			return set(Field.OPTIONS, options.asMap().isEmpty() ? null : options);
		}

		/**
		 * Set runtime options, on top of those set before.
		 * @param options sets options on the builder it is given
		 * @return this builder
		 */
		public Builder options(Consumer<ModelOptions.Builder> options) {
			Assert.notNull(options, "'options' must not be null");
			ModelOptions.Builder builder = build().options().mutate();
			options.accept(builder);
			return options(builder.build());
		}

		/**
		 * Set the context of an earlier answer (deprecated by the server). The answer
		 * carries its context only if the request did; an empty list starts.
		 * @param context the tokens; {@code null} means not set
		 * @return this builder
		 */
		public Builder context(@Nullable List<Integer> context) {
			return set(Field.CONTEXT, (context != null) ? List.copyOf(context) : null);
		}

		/**
		 * Set how long this client waits for what, on top of the timeouts set before.
		 * @param timeouts sets timeouts on the builder it is given
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
		 * Return the request.
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
