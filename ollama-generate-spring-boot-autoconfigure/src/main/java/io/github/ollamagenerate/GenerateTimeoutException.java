package io.github.ollamagenerate;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The server took longer than this client waits.
 */
public class GenerateTimeoutException extends GenerateRequestException {

	private final Phase phase;

	private final Duration elapsed;

	/**
	 * Create the exception.
	 * @param message what failed, where, and what to do next
	 * @param model the model that was asked, {@code null} if none was known
	 * @param partialResponse what had arrived before, {@code null} if nothing had
	 * @param cause the cause, {@code null} if there is none
	 * @param phase what was waited for
	 * @param elapsed how long it was waited for
	 */
	public GenerateTimeoutException(String message, @Nullable String model, @Nullable GenerateResponse partialResponse,
			@Nullable Throwable cause, Phase phase, Duration elapsed) {
		super(message, model, partialResponse, cause);
		this.phase = phase;
		this.elapsed = elapsed;
	}

	/**
	 * Return what was waited for.
	 * @return the phase
	 */
	public Phase phase() {
		return this.phase;
	}

	/**
	 * Return how long it was waited for.
	 * @return the time since the phase began
	 */
	public Duration elapsed() {
		return this.elapsed;
	}

	/**
	 * What is waited for, in the order of time. The limits are those of
	 * {@link GenerateTimeouts}.
	 */
	public enum Phase {

		/**
		 * A connection that the request can be sent on.
		 */
		CONNECT,

		/**
		 * The first chunk of the answer; the server loads the model and reads the prompt
		 * meanwhile.
		 */
		FIRST_CHUNK,

		/**
		 * More of an answer that has begun.
		 */
		IDLE,

		/**
		 * The end of the answer.
		 */
		TOTAL

	}

}
