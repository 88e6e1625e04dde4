package io.github.ollamagenerate.client;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The {@link GenerateApiExamples} against a real server:
 * {@code OLLAMA_BASE_URL=http://localhost:11434 mvn verify -Pit-ollama}.
 */
@EnabledIfSystemProperty(named = "ollama.it", matches = "true",
		disabledReason = "Use -Pit-ollama to try the examples on a real server")
@EnabledIfEnvironmentVariable(named = "OLLAMA_BASE_URL", matches = ".+",
		disabledReason = "Set OLLAMA_BASE_URL to try the examples on a real server")
class RealServerExamplesTests extends GenerateApiExamples {

	@Override
	String url() {
		return System.getenv("OLLAMA_BASE_URL");
	}

}
