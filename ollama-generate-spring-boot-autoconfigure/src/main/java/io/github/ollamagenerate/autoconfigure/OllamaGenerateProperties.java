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

package io.github.ollamagenerate.autoconfigure;

import java.time.Duration;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateTimeouts;
import io.github.ollamagenerate.KeepAlive;
import io.github.ollamagenerate.Think;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.StringUtils;

/**
 * Configuration properties for generation. They are the defaults of fields that a request
 * does not set.
 */
@ConfigurationProperties("ollama.generate")
public class OllamaGenerateProperties {

	/**
	 * Name of the model.
	 */
	private @Nullable String model;

	/**
	 * System text that replaces the one of the model, or a location that starts with
	 * classpath: or file:.
	 */
	private @Nullable String system;

	/**
	 * Prompt template, which replaces the one of the model.
	 */
	private @Nullable String template;

	/**
	 * Whether models think before they answer, or how much: true, false, or a level such
	 * as low, medium, or high.
	 */
	private @Nullable String think;

	/**
	 * Time to keep the model loaded after a request: seconds, a duration such as 10m, 0
	 * to unload it, or -1 to keep it loaded indefinitely.
	 */
	private @Nullable String keepAlive;

	/**
	 * Whether to pass prompts to the model without applying a template.
	 */
	private @Nullable Boolean raw;

	/**
	 * Behavior when a prompt or an answer exceeds the context.
	 */
	private @Nullable OnOverflow onOverflow;

	/**
	 * Whether to stream answers from the server and combine the chunks in the client when
	 * the application asks for a single answer.
	 */
	private boolean aggregate = true;

	/**
	 * When to pull the model after the application has started.
	 */
	private Pull pull = Pull.NEVER;

	/**
	 * Whether to load the model after the application has started.
	 */
	private boolean warmUp;

	/**
	 * Whether to wait for the pull and the warm-up before the runners, and to fail
	 * start-up if they fail.
	 */
	private boolean waitForModel;

	/**
	 * Timeouts of a request.
	 */
	private final Timeout timeout = new Timeout();

	/**
	 * Retry of requests that fail before the answer starts.
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

	public boolean isWaitForModel() {
		return this.waitForModel;
	}

	public void setWaitForModel(boolean waitForModel) {
		this.waitForModel = waitForModel;
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
	 * Set the defaults on the given builder.
	 */
	void applyTo(GenerateRequest.Builder request) {
		request.model(this.model)
			.system(SystemText.of(this.system))
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
	 * Return a text without the system text and the template, which are content.
	 */
	@Override
	public String toString() {
		return "OllamaGenerateProperties[model=" + this.model + "]";
	}

	/**
	 * Behavior when a prompt or an answer exceeds the context.
	 */
	public enum OnOverflow {

		/**
		 * Fail the request instead of silently truncating the prompt.
		 */
		FAIL

	}

	/**
	 * When to pull the model after the application has started.
	 */
	public enum Pull {

		/**
		 * Never pull the model.
		 */
		NEVER,

		/**
		 * Pull the model if the server does not have it.
		 */
		WHEN_MISSING,

		/**
		 * Pull the model at each start, which picks up a tag that has moved.
		 */
		ALWAYS

	}

	/**
	 * Timeouts of a request. Zero means unlimited.
	 */
	public static class Timeout {

		/**
		 * Maximum time until the first chunk of the answer arrives, which includes
		 * loading the model and reading the prompt. Zero means unlimited.
		 */
		private Duration firstChunk = Duration.ofMinutes(5);

		/**
		 * Maximum time without data after an answer has started. Zero means unlimited.
		 */
		private Duration idle = Duration.ofMinutes(2);

		/**
		 * Maximum time for the complete answer, including retries. Unlimited if not set
		 * or zero.
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
	 * Retry of requests that fail for a transient reason before the answer starts: no
	 * connection, status 502 or 503, or status 429 with Retry-After.
	 */
	public static class Retry {

		/**
		 * Maximum number of attempts, including the first one. A value of 1 disables
		 * retries.
		 */
		private int maxAttempts = 3;

		/**
		 * Approximate time to wait before the second attempt. It doubles with each
		 * further attempt.
		 */
		private Duration delay = Duration.ofMillis(500);

		/**
		 * Maximum time to wait before an attempt. A request that is told to wait longer
		 * fails immediately.
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
