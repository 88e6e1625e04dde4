package io.github.ollamagenerate.autoconfigure.preparation;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a {@link ModelNotReadyException} at start-up.
 */
class ModelNotReadyFailureAnalyzer extends AbstractFailureAnalyzer<ModelNotReadyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ModelNotReadyException cause) {
		return new FailureAnalysis(cause.getMessage(), "Fix the cause, or set ollama.generate.wait-for-model=false to "
				+ "start the application without the model", cause);
	}

}
