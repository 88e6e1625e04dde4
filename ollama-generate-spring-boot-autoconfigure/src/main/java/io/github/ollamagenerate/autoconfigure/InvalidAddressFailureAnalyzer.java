package io.github.ollamagenerate.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains an {@link InvalidAddressException} at start-up.
 */
class InvalidAddressFailureAnalyzer extends AbstractFailureAnalyzer<InvalidAddressException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidAddressException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Set the property '" + cause.getProperty() + "' to the address of the Ollama server, for example "
						+ cause.getProperty() + "=http://localhost:11434",
				cause);
	}

}
