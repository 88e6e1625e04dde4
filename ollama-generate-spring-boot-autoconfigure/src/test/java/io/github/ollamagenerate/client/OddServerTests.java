package io.github.ollamagenerate.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for servers, and proxies before them, that are odd but no failure.
 */
class OddServerTests {

	private static GenerateTemplate template(MockOllamaServer server) {
		return GenerateTemplate.builder(WebClient.builder())
			.baseUrl(server.url())
			.defaultRequest((request) -> request.model("gemma3")
				.timeouts((timeouts) -> timeouts.firstChunk(Duration.ofSeconds(2)).idle(Duration.ofMillis(500))))
			.build();
	}

	@Test
	void answerMayBeCompressed() throws IOException {
		String lines = "{\"model\":\"m\",\"response\":\"a\",\"done\":false}\n{\"model\":\"m\",\"response\":\"b\",\"done\":true}\n";
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(lines.getBytes(StandardCharsets.UTF_8));
		}
		try (MockOllamaServer server = MockOllamaServer.start()) {
			server.enqueue(MockAnswer.bytes(compressed.toByteArray()).header("Content-Encoding", "gzip"));
			assertThat(template(server).prompt("p").call().content()).isEqualTo("ab");
		}
	}

	@Test
	void restartBetweenTwoCallsCostsNothing() {
		MockOllamaServer server = MockOllamaServer.start();
		GenerateTemplate ollama = template(server);
		assertThat(ollama.prompt("p").call().content()).isNotEmpty();
		int port = server.port();
		server.close();
		try (MockOllamaServer restarted = MockOllamaServer.start(port)) {
			restarted.enqueue(MockAnswer.tokens("again"));
			assertThat(ollama.prompt("p").call().content()).isEqualTo("again");
		}
	}

	@Test
	void slowButSteadyAnswerMayOutlastEachLimit() {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			server.enqueue(MockAnswer.tokens("a".repeat(60).split("")).pause(Duration.ofMillis(50)));
			assertThat(template(server).prompt("p").call().content()).hasSize(60);
		}
	}

}
