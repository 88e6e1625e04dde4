package io.github.ollamagenerate.client.ndjson;

import org.jspecify.annotations.Nullable;

/**
 * An answer that is not whole. It says what is wrong and leaves the words to the edge,
 * which knows the request and what arrived before.
 */
public abstract sealed class NdjsonException extends RuntimeException
		permits ErrorLineException, TruncatedAnswerException, UnreadableLineException {

	NdjsonException(@Nullable String message, @Nullable Throwable cause) {
		// it is translated at once: nobody sees where it was created
		super(message, cause, false, false);
	}

}
