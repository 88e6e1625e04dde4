package io.github.ollamagenerate.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import io.github.ollamagenerate.client.OllamaServerClient;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OllamaHealthIndicator} over a real socket.
 */
@ExtendWith(OutputCaptureExtension.class)
class OllamaHealthIndicatorTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	@Test
	void serverThatAnswersIsUpWithItsVersionAndLoadsNoModel() {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			Health health = indicator(server.url()).health().block(TIMEOUT);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsOnlyKeys("version", "latencyMs")
				.containsEntry("version", "0.0.0-mock");
			assertThat(server.requestCount()).isZero();
			assertThat(server.requestCount("/api/version")).isOne();
		}
	}

	@Test
	void refusedConnectionIsDownWithoutHostOrException(CapturedOutput output) {
		MockOllamaServer server = MockOllamaServer.start();
		server.close();
		OllamaHealthIndicator indicator = indicator(server.url());
		Health health = indicator.health().block(TIMEOUT);
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsOnlyKeys("error").containsEntry("error", "connect");
		indicator.health().block(TIMEOUT);
		assertThat(output.toString().split("Ollama is down", -1)).as("logged once").hasSize(2);
		assertThat(output).doesNotContain("Exception");
	}

	@Test
	void silentServerIsDownWithinTheTimeout() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			Health health = new OllamaHealthIndicator(client("http://127.0.0.1:" + silent.getLocalPort()),
					Duration.ofMillis(100))
				.health()
				.block(Duration.ofSeconds(5));
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails()).containsEntry("error", "timeout");
		}
	}

	@Test
	void serverThatIsNoOllamaIsDown() {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			Health health = indicator(server.url() + "/elsewhere").health().block(TIMEOUT);
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails()).containsEntry("error", "status 404");
		}
	}

	private static OllamaHealthIndicator indicator(String url) {
		return new OllamaHealthIndicator(client(url), Duration.ofSeconds(1));
	}

	private static OllamaServerClient client(String url) {
		return new OllamaServerClient(WebClient.builder(), url);
	}

}
