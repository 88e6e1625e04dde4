package io.github.ollamagenerate.autoconfigure;

/**
 * Thrown at start-up if a header cannot be sent. Its value may be secret and is not
 * shown.
 */
class InvalidHeaderException extends RuntimeException {

	InvalidHeaderException(String property, String problem) {
		super("The property '" + property + "' " + problem + ".");
	}

}
