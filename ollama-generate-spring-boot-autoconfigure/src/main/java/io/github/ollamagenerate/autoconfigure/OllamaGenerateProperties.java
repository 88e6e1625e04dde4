package io.github.ollamagenerate.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateTimeouts;
import io.github.ollamagenerate.KeepAlive;
import io.github.ollamagenerate.Think;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.StringUtils;

/**
 * Properties of generation: defaults for what a request leaves open.
 */
@ConfigurationProperties("ollama.generate")
public class OllamaGenerateProperties {

	/**
	 * Model to ask.
	 */
	private @Nullable String model;

	/**
	 * System text, in place of that of the model.
	 */
	private @Nullable String system;

	/**
	 * Prompt template, in place of that of the model.
	 */
	private @Nullable String template;

	/**
	 * Whether and how hard models think: true, false, or a level such as low, medium or
	 * high.
	 */
	private @Nullable String think;

	/**
	 * How long a model stays loaded after a request: seconds, a duration such as 10m, 0
	 * to unload, or -1 for ever.
	 */
	private @Nullable String keepAlive;

	/**
	 * Whether prompts go to the model without a template.
	 */
	private @Nullable Boolean raw;

	/**
	 * What happens when a prompt or an answer exceeds the context.
	 */
	private @Nullable OnOverflow onOverflow;

	/**
	 * Whether single answers are streamed on the wire and put together by the client.
	 */
	private boolean aggregate = true;

	/**
	 * When the server pulls the model, after the application has started.
	 */
	private Pull pull = Pull.NEVER;

	/**
	 * Whether the model is loaded after the application has started.
	 */
	private boolean warmUp;

	/**
	 * How long a request waits for what.
	 */
	private final Timeout timeout = new Timeout();

	/**
	 * Retry of requests that were refused before the answer began.
	 */
	private final Retry retry = new Retry();

	/**
	 * Runtime options of the model.
	 */
	@NestedConfigurationProperty
	private final ModelOptionsProperties options = new ModelOptionsProperties();

	public @Nullable String getModel() {
		return this.model;
	}

	public void setModel(@Nullable String model) {
		this.model = model;
	}

	public @Nullable String getSystem() {
		return this.system;
	}

	public void setSystem(@Nullable String system) {
		this.system = system;
	}

	public @Nullable String getTemplate() {
		return this.template;
	}

	public void setTemplate(@Nullable String template) {
		this.template = template;
	}

	public @Nullable String getThink() {
		return this.think;
	}

	public void setThink(@Nullable String think) {
		this.think = think;
	}

	public @Nullable String getKeepAlive() {
		return this.keepAlive;
	}

	public void setKeepAlive(@Nullable String keepAlive) {
		PropertyValue.keepAlive("ollama.generate.keep-alive", keepAlive);
		this.keepAlive = keepAlive;
	}

	public @Nullable Boolean getRaw() {
		return this.raw;
	}

	public void setRaw(@Nullable Boolean raw) {
		this.raw = raw;
	}

	public @Nullable OnOverflow getOnOverflow() {
		return this.onOverflow;
	}

	public void setOnOverflow(@Nullable OnOverflow onOverflow) {
		this.onOverflow = onOverflow;
	}

	public boolean isAggregate() {
		return this.aggregate;
	}

	public void setAggregate(boolean aggregate) {
		this.aggregate = aggregate;
	}

	public Pull getPull() {
		return this.pull;
	}

	public void setPull(Pull pull) {
		this.pull = pull;
	}

	public boolean isWarmUp() {
		return this.warmUp;
	}

	public void setWarmUp(boolean warmUp) {
		this.warmUp = warmUp;
	}

	public Timeout getTimeout() {
		return this.timeout;
	}

	public Retry getRetry() {
		return this.retry;
	}

	public ModelOptionsProperties getOptions() {
		return this.options;
	}

	/**
	 * Set the defaults on a builder.
	 */
	void applyTo(GenerateRequest.Builder request) {
		request.model(this.model)
			.system(this.system)
			.template(this.template)
			.think(StringUtils.hasText(this.think) ? Think.of(this.think) : null)
			.keepAlive(StringUtils.hasText(this.keepAlive) ? KeepAlive.of(this.keepAlive) : null)
			.raw(this.raw)
			.timeouts(this.timeout::applyTo)
			.options(this.options::applyTo);
		if (this.onOverflow == OnOverflow.FAIL) {
			request.truncate(false).shift(false);
		}
	}

	/**
	 * Name the properties without their values: the texts are content.
	 */
	@Override
	public String toString() {
		return "OllamaGenerateProperties[model=" + this.model + "]";
	}

	/**
	 * What happens when a prompt or an answer exceeds the context.
	 */
	public enum OnOverflow {

		/**
		 * The request fails, in place of losing a part of the prompt without a word.
		 */
		FAIL

	}

	/**
	 * When the server pulls the model, after the application has started.
	 */
	public enum Pull {

		/**
		 * Never.
		 */
		NEVER,

		/**
		 * When the server does not have it.
		 */
		WHEN_MISSING,

		/**
		 * At each start, so that a tag that has moved is followed.
		 */
		ALWAYS

	}

	/**
	 * How long a request waits for what. Zero means no limit.
	 */
	public static class Timeout {

		/**
		 * Most time from the request to the first chunk of the answer. The server loads
		 * the model and reads the prompt meanwhile.
		 */
		private Duration firstChunk = Duration.ofMinutes(5);

		/**
		 * Most time without a byte of an answer that has begun.
		 */
		private Duration idle = Duration.ofMinutes(2);

		/**
		 * Most time for all of it, retries included. No limit unless set.
		 */
		private @Nullable Duration total;

		public Duration getFirstChunk() {
			return this.firstChunk;
		}

		public void setFirstChunk(Duration firstChunk) {
			PropertyValue.notNegative("ollama.generate.timeout.first-chunk", firstChunk);
			this.firstChunk = firstChunk;
		}

		public Duration getIdle() {
			return this.idle;
		}

		public void setIdle(Duration idle) {
			PropertyValue.notNegative("ollama.generate.timeout.idle", idle);
			this.idle = idle;
		}

		public @Nullable Duration getTotal() {
			return this.total;
		}

		public void setTotal(@Nullable Duration total) {
			PropertyValue.notNegative("ollama.generate.timeout.total", total);
			this.total = total;
		}

		void applyTo(GenerateTimeouts.Builder timeouts) {
			timeouts.firstChunk(this.firstChunk).idle(this.idle).total(this.total);
		}

	}

	/**
	 * Retry of requests that were refused before the answer began: no connection, status
	 * 502 or 503, or 429 with Retry-After.
	 */
	public static class Retry {

		/**
		 * Most attempts, the first included. 1 means no retry.
		 */
		private int maxAttempts = 3;

		/**
		 * How long to wait before the second attempt, roughly. It doubles with each
		 * further one.
		 */
		private Duration delay = Duration.ofMillis(500);

		/**
		 * Longest wait. A request that the server puts off for longer fails at once.
		 */
		private Duration maxDelay = Duration.ofSeconds(30);

		public int getMaxAttempts() {
			return this.maxAttempts;
		}

		public void setMaxAttempts(int maxAttempts) {
			PropertyValue.atLeast(1, "ollama.generate.retry.max-attempts", maxAttempts);
			this.maxAttempts = maxAttempts;
		}

		public Duration getDelay() {
			return this.delay;
		}

		public void setDelay(Duration delay) {
			PropertyValue.notNegative("ollama.generate.retry.delay", delay);
			this.delay = delay;
		}

		public Duration getMaxDelay() {
			return this.maxDelay;
		}

		public void setMaxDelay(Duration maxDelay) {
			PropertyValue.notNegative("ollama.generate.retry.max-delay", maxDelay);
			this.maxDelay = maxDelay;
		}

	}

}
