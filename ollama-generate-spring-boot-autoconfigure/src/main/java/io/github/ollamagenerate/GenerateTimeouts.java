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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Timeouts of a request. {@code null} means not set, so that the default of the template
 * applies. Zero means unlimited. Timeouts belong to this client and are not sent to the
 * server.
 *
 * @param connect the maximum time until the request can be sent. It includes resolving
 * the address, the connection and its handshake, and waiting for a free connection if
 * {@code ollama.max-connections} is reached. It can shorten
 * {@code ollama.connect-timeout}, but not extend it.
 * @param firstChunk the maximum time from then until the first chunk of the answer
 * arrives, which includes loading the model and reading the prompt
 * @param idle the maximum time from then on without data of the answer. Blank lines,
 * which a proxy may send to keep a connection open, are ignored
 * @param total the maximum time for the complete answer, including retries
 */
public record GenerateTimeouts(@Nullable Duration connect, @Nullable Duration firstChunk, @Nullable Duration idle,
		@Nullable Duration total) {

	private static final GenerateTimeouts NONE = new GenerateTimeouts(null, null, null, null);

	/**
	 * Create the timeouts.
	 * @param connect the maximum time until the request can be sent
	 * @param firstChunk the maximum time from then until the first chunk arrives
	 * @param idle the maximum time from then on without data
	 * @param total the maximum time for the complete answer
	 * @throws IllegalArgumentException if a timeout is negative
	 */
	public GenerateTimeouts {
		check("connect", connect);
		check("firstChunk", firstChunk);
		check("idle", idle);
		check("total", total);
	}

	/**
	 * Return timeouts without any value.
	 * @return the timeouts
	 */
	public static GenerateTimeouts none() {
		return NONE;
	}

	/**
	 * Create a builder with the values of these timeouts.
	 * @return the builder
	 */
	public Builder mutate() {
		return new Builder(this);
	}

	/**
	 * Return a copy of these timeouts with defaults for each one that is not set.
	 * @param defaults the default timeouts
	 * @return the timeouts
	 */
	public GenerateTimeouts withDefaults(GenerateTimeouts defaults) {
		Assert.notNull(defaults, "'defaults' must not be null");
		return new GenerateTimeouts(either(this.connect, defaults.connect),
				either(this.firstChunk, defaults.firstChunk), either(this.idle, defaults.idle),
				either(this.total, defaults.total));
	}

	private static @Nullable Duration either(@Nullable Duration first, @Nullable Duration second) {
		return (first != null) ? first : second;
	}

	private static void check(String name, @Nullable Duration timeout) {
		if (timeout != null && timeout.isNegative()) {
			throw new IllegalArgumentException("'" + name + "' must not be negative; zero means no limit");
		}
	}

	/**
	 * Builder for {@link GenerateTimeouts}.
	 */
	public static final class Builder {

		private @Nullable Duration connect;

		private @Nullable Duration firstChunk;

		private @Nullable Duration idle;

		private @Nullable Duration total;

		private Builder(GenerateTimeouts timeouts) {
			this.connect = timeouts.connect;
			this.firstChunk = timeouts.firstChunk;
			this.idle = timeouts.idle;
			this.total = timeouts.total;
		}

		/**
		 * Set the maximum time until the request can be sent. It can shorten
		 * {@code ollama.connect-timeout}, but not extend it.
		 * @param connect the time, zero or more than 100 years means unlimited;
		 * {@code null} means not set
		 * @return this builder
		 */
		public Builder connect(@Nullable Duration connect) {
			this.connect = connect;
			return this;
		}

		/**
		 * Set the maximum time from then until the first chunk of the answer arrives.
		 * @param firstChunk the time, zero or more than 100 years means unlimited;
		 * {@code null} means not set
		 * @return this builder
		 */
		public Builder firstChunk(@Nullable Duration firstChunk) {
			this.firstChunk = firstChunk;
			return this;
		}

		/**
		 * Set the maximum time without data after an answer has started. Blank lines are
		 * ignored.
		 * @param idle the time, zero or more than 100 years means unlimited; {@code null}
		 * means not set
		 * @return this builder
		 */
		public Builder idle(@Nullable Duration idle) {
			this.idle = idle;
			return this;
		}

		/**
		 * Set the maximum time for the complete answer, including retries.
		 * @param total the time, zero or more than 100 years means unlimited;
		 * {@code null} means not set
		 * @return this builder
		 */
		public Builder total(@Nullable Duration total) {
			this.total = total;
			return this;
		}

		/**
		 * Create the timeouts.
		 * @return immutable timeouts
		 * @throws IllegalArgumentException if a timeout is negative
		 */
		public GenerateTimeouts build() {
			return new GenerateTimeouts(this.connect, this.firstChunk, this.idle, this.total);
		}

	}

}
