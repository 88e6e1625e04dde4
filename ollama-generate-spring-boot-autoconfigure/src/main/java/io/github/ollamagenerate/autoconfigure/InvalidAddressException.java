package io.github.ollamagenerate.autoconfigure;

/**
 * A property holds no usable address of a server.
 */
class InvalidAddressException extends RuntimeException {

	private final String property;

	InvalidAddressException(String property, IllegalArgumentException cause) {
		super("Property '" + property + "': " + cause.getMessage(), cause);
		this.property = property;
	}

	String getProperty() {
		return this.property;
	}

}
