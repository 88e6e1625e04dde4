package io.github.ollamagenerate.client;

/**
 * A text is no usable address of an Ollama server. The message shows the address without
 * its password.
 */
public class InvalidBaseUrlException extends IllegalArgumentException {

	InvalidBaseUrlException(String message) {
		super(message);
	}

}
