package io.github.ollamagenerate.sample;

import org.springframework.boot.SpringApplication;

/**
 * The sample with an Ollama of its own in a container:
 * {@code mvn -pl sample-app -am spring-boot:test-run}.
 */
public class TestSampleApplication {

	public static void main(String[] args) {
		SpringApplication.from(SampleApplication::main).with(OllamaContainerConfiguration.class).run(args);
	}

}
