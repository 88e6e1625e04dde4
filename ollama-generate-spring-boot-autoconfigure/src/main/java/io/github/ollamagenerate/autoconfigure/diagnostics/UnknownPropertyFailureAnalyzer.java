package io.github.ollamagenerate.autoconfigure.diagnostics;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/**
 * Explains an {@link UnknownPropertyException} at start-up.
 */
class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnknownPropertyException> implements Ordered {

	@Override
	public int getOrder() {
		// before those of Spring Boot for the exceptions around it, which have no order
		return 0;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownPropertyException cause) {
		String action = (cause.meant() != null) ? "Did you mean " + cause.meant() + "?"
				: "Correct the name. These properties exist: " + String.join(", ", cause.siblings())
						+ ". Set other options of the model with ollama.generate.options.extra.<name>";
		return new FailureAnalysis(cause.getMessage(), action, cause);
	}

}
