package io.github.ollamagenerate.autoconfigure.diagnostics;

import java.util.List;

import io.github.ollamagenerate.client.BaseUrl;
import io.github.ollamagenerate.client.InvalidBaseUrlException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Explains an {@link InvalidBaseUrlException} at start-up.
 */
class InvalidBaseUrlFailureAnalyzer extends AbstractFailureAnalyzer<InvalidBaseUrlException> {

	private static final List<String> PROPERTIES = List.of("ollama.base-url", "ollama.host");

	private final Environment environment;

	InvalidBaseUrlFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidBaseUrlException cause) {
		String action = PROPERTIES.stream()
			.filter(this::isInvalid)
			.findFirst()
			.map((property) -> "Set the property '" + property + "' to the address of the Ollama server, for example "
					+ property + "=" + BaseUrl.DEFAULT)
			.orElse("The address is set in code: correct the bean of type OllamaGenerateConnectionDetails, "
					+ "or the call of baseUrl(..) on a builder");
		return new FailureAnalysis(cause.getMessage(), action, cause);
	}

	private boolean isInvalid(String property) {
		String value = this.environment.getProperty(property);
		if (!StringUtils.hasText(value)) {
			return false;
		}
		try {
			BaseUrl.parse(value);
			return false;
		}
		catch (InvalidBaseUrlException ex) {
			return true;
		}
	}

}
