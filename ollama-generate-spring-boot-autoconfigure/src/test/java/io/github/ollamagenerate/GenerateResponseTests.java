package io.github.ollamagenerate;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.GenerateResponse.Metrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GenerateResponse} and its metrics.
 */
class GenerateResponseTests {

	@Test
	void tokensPerSecondIsCountOverDuration() {
		Metrics metrics = new Metrics(Duration.ofSeconds(9), null, null, null, 12, Duration.ofMillis(500), null);
		assertThat(metrics.tokensPerSecond()).isEqualTo(24.0);
	}

	@ParameterizedTest
	@CsvSource({ ",5", "5,", "0,5", "5,0", "0,0", "-1,5", "5,-1" })
	void tokensPerSecondIsNotMadeUp(Integer count, Long nanos) {
		Metrics metrics = new Metrics(null, null, null, null, count, (nanos != null) ? Duration.ofNanos(nanos) : null,
				null);
		assertThat(metrics.tokensPerSecond()).isNull();
	}

	@Test
	void textNamesNoContent() {
		GenerateResponse response = response("canary", "canary");
		assertThat(response.toString()).doesNotContain("canary").contains("response=6 characters");
		assertThat(response.logprobs().toString()).doesNotContain("canary");
	}

	@Test
	void thinkingOnlyMeansNoAnswer() {
		assertThat(response("", "hm").isThinkingOnly()).isTrue();
		assertThat(response("a", "hm").isThinkingOnly()).isFalse();
		assertThat(response("", null).isThinkingOnly()).isFalse();
		assertThat(response("", "").isThinkingOnly()).isFalse();
	}

	private static GenerateResponse response(String response, String thinking) {
		return new GenerateResponse("m", null, response, thinking, true, "stop", List.of(1),
				List.of(new Logprob("canary", -1, List.of(), List.of())), null, null, Metrics.none(),
				Map.of("x", "canary"));
	}

}
