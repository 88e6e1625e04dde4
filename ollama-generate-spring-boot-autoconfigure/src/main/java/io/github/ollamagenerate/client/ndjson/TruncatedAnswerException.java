package io.github.ollamagenerate.client.ndjson;

import org.jspecify.annotations.Nullable;

/**
 * An answer that ended before its last line.
 */
public final class TruncatedAnswerException extends NdjsonException {

	TruncatedAnswerException(@Nullable Throwable cause) {
		super(null, cause);
	}

}
