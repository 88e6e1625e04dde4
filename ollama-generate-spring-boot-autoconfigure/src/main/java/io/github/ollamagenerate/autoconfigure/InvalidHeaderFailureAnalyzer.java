package io.github.ollamagenerate.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains an {@link InvalidHeaderException} at start-up.
 */
class InvalidHeaderFailureAnalyzer extends AbstractFailureAnalyzer<InvalidHeaderException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidHeaderException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Use letters, digits, and hyphens for the name of a header, and a single line of visible ASCII "
						+ "characters for a key or a value, for example ollama.headers.X-Team=green",
				cause);
	}

}
