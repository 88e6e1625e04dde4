package io.github.ollamagenerate.autoconfigure;

import io.github.ollamagenerate.client.InvalidBaseUrlException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Explains an {@link InvalidBaseUrlException} at start-up.
 */
class InvalidBaseUrlFailureAnalyzer extends AbstractFailureAnalyzer<InvalidBaseUrlException> {

	private final Environment environment;

	InvalidBaseUrlFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidBaseUrlException cause) {
		String property = StringUtils.hasText(this.environment.getProperty("ollama.base-url")) ? "ollama.base-url"
				: "ollama.host";
		return new FailureAnalysis(
				cause.getMessage(), "Set the property '" + property
						+ "' to the address of the Ollama server, for example " + property + "=http://localhost:11434",
				cause);
	}

}
