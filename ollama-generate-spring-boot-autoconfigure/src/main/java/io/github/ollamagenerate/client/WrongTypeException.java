package io.github.ollamagenerate.client;

/**
 * A field that makes the answer has a type that it cannot have.
 */
final class WrongTypeException extends RuntimeException {

	WrongTypeException(String field) {
		super("The field '" + field + "' has an unexpected type");
	}

}
