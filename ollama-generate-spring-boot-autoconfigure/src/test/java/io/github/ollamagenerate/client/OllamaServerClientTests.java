package io.github.ollamagenerate.client;

import java.time.Duration;

import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OllamaServerClient}.
 */
@ExtendWith({ BufferLeakDetector.Extension.class, BlockingCallDetector.Extension.class })
class OllamaServerClientTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private MockOllamaServer server;

	private OllamaServerClient client;

	@BeforeEach
	void start() {
		this.server = MockOllamaServer.builder().models("gemma3").pullable("qwen3:1.7b").start();
		this.client = new OllamaServerClient(WebClient.builder(), this.server.url());
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void modelIsThereOrNot() {
		assertThat(this.client.hasModel("gemma3").block(TIMEOUT)).isTrue();
		assertThat(this.client.hasModel("qwen3:1.7b").block(TIMEOUT)).isFalse();
	}

	@Test
	void pullTellsItsProgressAndInstallsTheModel() {
		StepVerifier.create(this.client.pull("qwen3:1.7b"))
			.assertNext((progress) -> assertThat(progress.status()).isEqualTo("pulling manifest"))
			.assertNext((progress) -> {
				assertThat(progress.digest()).startsWith("sha256:");
				assertThat(progress.total()).isPositive();
				assertThat(progress.completed()).isNull();
			})
			.thenConsumeWhile((progress) -> !progress.status().equals("success"))
			.expectNext(new PullProgress("success", null, null, null))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.client.hasModel("qwen3:1.7b").block(TIMEOUT)).isTrue();
	}

	@Test
	void errorLineOfAPullIsAFailure() {
		StepVerifier.create(this.client.pull("no-such-model"))
			.expectNextCount(1)
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(GenerateResponseException.class)
				.hasMessageContaining(this.server.url())
				.hasMessageContaining("could not pull model 'no-such-model'")
				.hasMessageContaining("no such host"))
			.verify(TIMEOUT);
	}

	@Test
	void pullThatEndsEarlyIsAFailure() {
		this.server.enqueue("/api/pull", MockAnswer.lines("{\"status\":\"pulling manifest\"}"));
		StepVerifier.create(this.client.pull("m"))
			.expectNextCount(1)
			.expectErrorSatisfies((ex) -> assertThat(ex).hasMessageContaining("ended before the model was there"))
			.verify(TIMEOUT);
	}

	@Test
	void refusalIsAFailureWithTheServersText() {
		this.server.enqueue("/api/pull", MockAnswer.json(400, "{\"error\":\"invalid model name\"}"));
		StepVerifier.create(this.client.pull("m"))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(GenerateResponseException.class)
				.hasMessageContaining("status 400")
				.hasMessageContaining("invalid model name"))
			.verify(TIMEOUT);
		this.server.enqueue("/api/show", MockAnswer.json(500, "{\"error\":\"broken\"}"));
		StepVerifier.create(this.client.hasModel("m"))
			.expectErrorSatisfies((ex) -> assertThat(ex).hasMessageContaining("broken"))
			.verify(TIMEOUT);
	}

	@Test
	void cancelledPullStops() {
		this.server.enqueue("/api/pull", MockAnswer.lines("{\"status\":\"pulling manifest\"}").thenStall());
		StepVerifier.create(this.client.pull("m")).expectNextCount(1).thenCancel().verify(TIMEOUT);
		assertThat(this.server.takeRequest("/api/pull").awaitConnectionClosed(Duration.ofSeconds(1))).isTrue();
	}

}
