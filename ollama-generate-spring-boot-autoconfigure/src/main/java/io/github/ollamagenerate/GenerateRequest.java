package io.github.ollamagenerate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * Request to generate text: each field of Ollama's generate endpoint but {@code stream},
 * which follows from the method that sends it; and how long this client waits. Holds only
 * what was set.
 *
 * @see <a href=
 * "https://github.com/ollama/ollama/blob/main/api/types.go">GenerateRequest</a>
 */
public final class GenerateRequest {

	private final @Nullable String model;

	private final @Nullable String prompt;

	private final @Nullable String suffix;

	private final @Nullable ResponseFormat format;

	private final @Nullable String system;

	private final @Nullable String template;

	private final @Nullable Think think;

	private final @Nullable Boolean raw;

	private final @Nullable KeepAlive keepAlive;

	private final @Nullable Boolean truncate;

	private final @Nullable Boolean shift;

	private final @Nullable Boolean logprobs;

	private final @Nullable Integer topLogprobs;

	private final List<String> images;

	private final ModelOptions options;

	private final @Nullable List<Integer> context;

	private final GenerateTimeouts timeouts;

	private final boolean load;

	private GenerateRequest(Builder builder) {
		this.model = builder.model;
		this.prompt = builder.prompt;
		this.suffix = builder.suffix;
		this.format = builder.format;
		this.system = builder.system;
		this.template = builder.template;
		this.think = builder.think;
		this.raw = builder.raw;
		this.keepAlive = builder.keepAlive;
		this.truncate = builder.truncate;
		this.shift = builder.shift;
		this.logprobs = builder.logprobs;
		this.topLogprobs = builder.topLogprobs;
		this.images = List.copyOf(builder.images);
		this.options = builder.options;
		this.context = (builder.context != null) ? List.copyOf(builder.context) : null;
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
		Builder builder = new Builder();
		builder.model = model;
		builder.keepAlive = keepAlive;
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
		Builder merged = mutate();
		merged.model = (this.model != null) ? this.model : defaults.model;
		merged.keepAlive = (this.keepAlive != null) ? this.keepAlive : defaults.keepAlive;
		merged.options = this.options.withDefaults(defaults.options);
		merged.timeouts = this.timeouts.withDefaults(defaults.timeouts);
		if (this.load) {
			return merged.build();
		}
		boolean templated = !Boolean.TRUE.equals(this.raw);
		merged.prompt = (this.prompt != null) ? this.prompt : defaults.prompt;
		merged.suffix = (this.suffix != null) ? this.suffix : defaults.suffix;
		merged.format = (this.format != null) ? this.format : defaults.format;
		merged.system = (this.system != null || !templated) ? this.system : defaults.system;
		merged.template = (this.template != null || !templated) ? this.template : defaults.template;
		merged.think = (this.think != null) ? this.think : defaults.think;
		merged.raw = (this.raw != null) ? this.raw : defaults.raw;
		merged.truncate = (this.truncate != null) ? this.truncate : defaults.truncate;
		merged.shift = (this.shift != null) ? this.shift : defaults.shift;
		merged.logprobs = (this.logprobs != null) ? this.logprobs : defaults.logprobs;
		merged.topLogprobs = (this.topLogprobs != null) ? this.topLogprobs : defaults.topLogprobs;
		merged.images = this.images.isEmpty() ? defaults.images : this.images;
		merged.context = (this.context != null || !templated) ? this.context : defaults.context;
		return merged.build();
	}

	/**
	 * Return the model, such as {@code qwen3:1.7b}.
	 * @return the model, {@code null} if the default applies
	 */
	public @Nullable String model() {
		return this.model;
	}

	/**
	 * Return the prompt.
	 * @return the prompt, {@code null} if there is none
	 */
	public @Nullable String prompt() {
		return this.prompt;
	}

	/**
	 * Return the text after the answer, for fill-in-the-middle.
	 * @return the suffix, {@code null} if there is none
	 */
	public @Nullable String suffix() {
		return this.suffix;
	}

	/**
	 * Return the shape that is forced on the answer.
	 * @return the format, {@code null} if the text is free
	 */
	public @Nullable ResponseFormat format() {
		return this.format;
	}

	/**
	 * Return the system text.
	 * @return the system text, {@code null} if that of the model applies
	 */
	public @Nullable String system() {
		return this.system;
	}

	/**
	 * Return the prompt template.
	 * @return the template, {@code null} if that of the model applies
	 */
	public @Nullable String template() {
		return this.template;
	}

	/**
	 * Return whether and how hard the model thinks.
	 * @return the value, {@code null} if the server decides
	 */
	public @Nullable Think think() {
		return this.think;
	}

	/**
	 * Return whether the prompt goes to the model without a template.
	 * @return whether it does, {@code null} if not set
	 */
	public @Nullable Boolean raw() {
		return this.raw;
	}

	/**
	 * Return how long the model stays loaded afterwards.
	 * @return the keep-alive, {@code null} if the server decides
	 */
	public @Nullable KeepAlive keepAlive() {
		return this.keepAlive;
	}

	/**
	 * Return whether a prompt that exceeds the context is cut.
	 * @return whether it is cut, {@code null} if the server decides
	 */
	public @Nullable Boolean truncate() {
		return this.truncate;
	}

	/**
	 * Return whether the oldest tokens give way when the context is full.
	 * @return whether they do, {@code null} if the server decides
	 */
	public @Nullable Boolean shift() {
		return this.shift;
	}

	/**
	 * Return whether log probabilities are asked for.
	 * @return whether they are, {@code null} if not set
	 */
	public @Nullable Boolean logprobs() {
		return this.logprobs;
	}

	/**
	 * Return how many likely tokens are asked for at each position.
	 * @return the number, {@code null} if not set
	 */
	public @Nullable Integer topLogprobs() {
		return this.topLogprobs;
	}

	/**
	 * Return the images, for models with vision.
	 * @return the images as plain base64 text, empty if there are none
	 */
	public List<String> images() {
		return this.images;
	}

	/**
	 * Return the runtime options.
	 * @return the options, empty if none is set
	 */
	public ModelOptions options() {
		return this.options;
	}

	/**
	 * Return the context of an earlier answer (deprecated by the server).
	 * @return the tokens, {@code null} if not set; an empty list is sent as such
	 */
	public @Nullable List<Integer> context() {
		return this.context;
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
		return other instanceof GenerateRequest that && fields().equals(that.fields());
	}

	@Override
	public int hashCode() {
		return fields().hashCode();
	}

	private List<@Nullable Object> fields() {
		return Arrays.asList(this.model, this.prompt, this.suffix, this.format, this.system, this.template, this.think,
				this.raw, this.keepAlive, this.truncate, this.shift, this.logprobs, this.topLogprobs, this.images,
				this.options, this.context, this.timeouts, this.load);
	}

	/**
	 * Describe the request without any of its contents, so that it can be logged.
	 */
	@Override
	public String toString() {
		return "GenerateRequest[model=" + this.model + ", options=" + this.options + ", images=" + this.images.size()
				+ ", load=" + this.load + "]";
	}

	/**
	 * Collects the fields of a request.
	 */
	public static final class Builder {

		private @Nullable String model;

		private @Nullable String prompt;

		private @Nullable String suffix;

		private @Nullable ResponseFormat format;

		private @Nullable String system;

		private @Nullable String template;

		private @Nullable Think think;

		private @Nullable Boolean raw;

		private @Nullable KeepAlive keepAlive;

		private @Nullable Boolean truncate;

		private @Nullable Boolean shift;

		private @Nullable Boolean logprobs;

		private @Nullable Integer topLogprobs;

		private List<String> images = List.of();

		private ModelOptions options = ModelOptions.none();

		private @Nullable List<Integer> context;

		private GenerateTimeouts timeouts = GenerateTimeouts.none();

		private boolean load;

		private Builder() {
		}

		private Builder(GenerateRequest request) {
			this.model = request.model;
			this.prompt = request.prompt;
			this.suffix = request.suffix;
			this.format = request.format;
			this.system = request.system;
			this.template = request.template;
			this.think = request.think;
			this.raw = request.raw;
			this.keepAlive = request.keepAlive;
			this.truncate = request.truncate;
			this.shift = request.shift;
			this.logprobs = request.logprobs;
			this.topLogprobs = request.topLogprobs;
			this.images = request.images;
			this.options = request.options;
			this.context = request.context;
			this.timeouts = request.timeouts;
			this.load = request.load;
		}

		/**
		 * Set the model.
		 * @param model the model, such as {@code qwen3:1.7b}; {@code null} means not set
		 * @return this builder
		 */
		public Builder model(@Nullable String model) {
			this.model = model;
			return this;
		}

		/**
		 * Set the prompt.
		 * @param prompt the text to generate from; {@code null} means not set
		 * @return this builder
		 */
		public Builder prompt(@Nullable String prompt) {
			this.prompt = prompt;
			this.load = this.load && prompt == null;
			return this;
		}

		/**
		 * Set the text that comes after the answer, for models that can insert.
		 * @param suffix the text after the answer; {@code null} means not set
		 * @return this builder
		 */
		public Builder suffix(@Nullable String suffix) {
			this.suffix = suffix;
			return this;
		}

		/**
		 * Force a shape on the answer.
		 * @param format the shape; {@code null} means not set
		 * @return this builder
		 */
		public Builder format(@Nullable ResponseFormat format) {
			this.format = format;
			return this;
		}

		/**
		 * Set the system text, in place of that of the model.
		 * @param system the system text; {@code null} means not set
		 * @return this builder
		 */
		public Builder system(@Nullable String system) {
			this.system = system;
			return this;
		}

		/**
		 * Set the prompt template, in place of that of the model.
		 * @param template the template; {@code null} means not set
		 * @return this builder
		 */
		public Builder template(@Nullable String template) {
			this.template = template;
			return this;
		}

		/**
		 * Set whether and how hard the model thinks. Where it is not set, a model that
		 * can think does.
		 * @param think the value; {@code null} means not set
		 * @return this builder
		 */
		public Builder think(@Nullable Think think) {
			this.think = think;
			return this;
		}

		/**
		 * Set whether the prompt goes to the model without a template. Excludes system,
		 * template and context.
		 * @param raw whether it does; {@code null} means not set
		 * @return this builder
		 */
		public Builder raw(@Nullable Boolean raw) {
			this.raw = raw;
			return this;
		}

		/**
		 * Set how long the model stays loaded afterwards.
		 * @param keepAlive the keep-alive; {@code null} means not set
		 * @return this builder
		 */
		public Builder keepAlive(@Nullable KeepAlive keepAlive) {
			this.keepAlive = keepAlive;
			return this;
		}

		/**
		 * Set whether a prompt that exceeds the context is cut without a word or refused.
		 * @param truncate whether it is cut; {@code null} means not set
		 * @return this builder
		 */
		public Builder truncate(@Nullable Boolean truncate) {
			this.truncate = truncate;
			return this;
		}

		/**
		 * Set whether the oldest tokens give way when the context is full or the answer
		 * ends there.
		 * @param shift whether they give way; {@code null} means not set
		 * @return this builder
		 */
		public Builder shift(@Nullable Boolean shift) {
			this.shift = shift;
			return this;
		}

		/**
		 * Set whether log probabilities are asked for.
		 * @param logprobs whether they are; {@code null} means not set
		 * @return this builder
		 */
		public Builder logprobs(@Nullable Boolean logprobs) {
			this.logprobs = logprobs;
			return this;
		}

		/**
		 * Set how many likely tokens are asked for at each position.
		 * @param topLogprobs the number, 0 to 20; {@code null} means not set
		 * @return this builder
		 */
		public Builder topLogprobs(@Nullable Integer topLogprobs) {
			this.topLogprobs = topLogprobs;
			return this;
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
			List<String> images = new ArrayList<>(this.images);
			images.add(base64);
			this.images = images;
			return this;
		}

		/**
		 * Set the runtime options, in place of those set before.
		 * @param options the options
		 * @return this builder
		 */
		public Builder options(ModelOptions options) {
			this.options = options;
			return this;
		}

		/**
		 * Set runtime options, on top of those set before.
		 * @param options sets options on the builder it is given
		 * @return this builder
		 */
		public Builder options(Consumer<ModelOptions.Builder> options) {
			ModelOptions.Builder builder = this.options.mutate();
			options.accept(builder);
			this.options = builder.build();
			return this;
		}

		/**
		 * Set the context of an earlier answer (deprecated by the server). The answer
		 * carries its context only if the request did; an empty list starts.
		 * @param context the tokens; {@code null} means not set
		 * @return this builder
		 */
		public Builder context(@Nullable List<Integer> context) {
			this.context = context;
			return this;
		}

		/**
		 * Set how long this client waits for what, on top of the timeouts set before.
		 * @param timeouts sets timeouts on the builder it is given
		 * @return this builder
		 */
		public Builder timeouts(Consumer<GenerateTimeouts.Builder> timeouts) {
			GenerateTimeouts.Builder builder = this.timeouts.mutate();
			timeouts.accept(builder);
			this.timeouts = builder.build();
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

}
