package io.github.ollamagenerate.autoconfigure.preparation;

import org.jspecify.annotations.Nullable;

/**
 * Thrown at start-up if the application waits for a model that cannot be pulled or
 * loaded.
 */
class ModelNotReadyException extends RuntimeException {

	ModelNotReadyException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
