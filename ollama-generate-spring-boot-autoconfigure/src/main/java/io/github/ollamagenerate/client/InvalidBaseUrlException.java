package io.github.ollamagenerate.client;

/**
 * Thrown when a text is not a valid address of an Ollama server. The message shows the
 * address without its password.
 */
public class InvalidBaseUrlException extends IllegalArgumentException {

	InvalidBaseUrlException(String message) {
		super(message);
	}

}
