package io.github.ollamagenerate.autoconfigure.diagnostics;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains an {@link UnknownPropertyException} at start-up.
 */
class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnknownPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownPropertyException cause) {
		String action = "Correct the name. These exist there: " + String.join(", ", cause.siblings())
				+ ". An option of the model that is not among them goes to ollama.generate.options.extra.<name>";
		return new FailureAnalysis(cause.getMessage(), action, cause);
	}

}
