package io.github.ollamagenerate;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How long a request waits for what. Each limit may be {@code null} for not set, which
 * leaves it to the defaults of the template, or zero for no limit. They are this client's
 * own: none of them goes to the server.
 *
 * @param connect the most time until the request can be sent: for an address, a
 * connection, its handshake, and, where {@code ollama.max-connections} is reached, one
 * that is free. It can shorten {@code ollama.connect-timeout}, which holds for each
 * connection, but not lengthen it.
 * @param firstChunk the most time from there to the first chunk of the answer; the server
 * loads the model and reads the prompt meanwhile
 * @param idle the most time from there on in which no part of the answer arrives. Blank
 * lines, which a proxy may send to keep a connection open, are no part of the answer
 * @param total the most time for all of it, retries included
 */
public record GenerateTimeouts(@Nullable Duration connect, @Nullable Duration firstChunk, @Nullable Duration idle,
		@Nullable Duration total) {

	private static final GenerateTimeouts NONE = new GenerateTimeouts(null, null, null, null);

	/**
	 * Create the timeouts.
	 * @throws IllegalArgumentException if one of them is negative
	 */
	public GenerateTimeouts {
		check("connect", connect);
		check("firstChunk", firstChunk);
		check("idle", idle);
		check("total", total);
	}

	/**
	 * Return timeouts of which none is set.
	 * @return the timeouts
	 */
	public static GenerateTimeouts none() {
		return NONE;
	}

	/**
	 * Return a builder that starts with these timeouts.
	 * @return the builder
	 */
	public Builder mutate() {
		return new Builder(this);
	}

	/**
	 * Return these timeouts, with those that are not set taken from others.
	 * @param defaults the others
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
	 * Collects timeouts.
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
		 * Set the most time until the request can be sent. It can shorten
		 * {@code ollama.connect-timeout}, but not lengthen it.
		 * @param connect the time, zero or more than 100 years for no limit; {@code null}
		 * means not set
		 * @return this builder
		 */
		public Builder connect(@Nullable Duration connect) {
			this.connect = connect;
			return this;
		}

		/**
		 * Set the most time from there to the first chunk of the answer.
		 * @param firstChunk the time, zero or more than 100 years for no limit;
		 * {@code null} means not set
		 * @return this builder
		 */
		public Builder firstChunk(@Nullable Duration firstChunk) {
			this.firstChunk = firstChunk;
			return this;
		}

		/**
		 * Set the most time in which no part of an answer that has begun arrives. Blank
		 * lines do not count as a part.
		 * @param idle the time, zero or more than 100 years for no limit; {@code null}
		 * means not set
		 * @return this builder
		 */
		public Builder idle(@Nullable Duration idle) {
			this.idle = idle;
			return this;
		}

		/**
		 * Set the most time for all of it, retries included.
		 * @param total the time, zero or more than 100 years for no limit; {@code null}
		 * means not set
		 * @return this builder
		 */
		public Builder total(@Nullable Duration total) {
			this.total = total;
			return this;
		}

		/**
		 * Return the timeouts.
		 * @return immutable timeouts
		 * @throws IllegalArgumentException if one of them is negative
		 */
		public GenerateTimeouts build() {
			return new GenerateTimeouts(this.connect, this.firstChunk, this.idle, this.total);
		}

	}

}
