package io.github.ollamagenerate.client;

import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The {@link GenerateApiExamples} against the mock server.
 */
@TestInstance(Lifecycle.PER_CLASS)
class GenerateApiExamplesTests extends GenerateApiExamples {

	@RegisterExtension
	final MockOllamaExtension mock = new MockOllamaExtension(
			MockOllamaServer.builder().models(MODELS.toArray(new String[0])));

	private String url;

	@BeforeAll
	void start(MockOllamaServer server) {
		this.url = server.url();
	}

	@Override
	String url() {
		return this.url;
	}

}
