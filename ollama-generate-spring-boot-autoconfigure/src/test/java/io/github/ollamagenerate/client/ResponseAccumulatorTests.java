package io.github.ollamagenerate.client;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.Logprob;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResponseAccumulator}.
 */
class ResponseAccumulatorTests {

	private static final Logprob LOGPROB = new Logprob("a", -0.5, List.of(97), List.of());

	private static GenerateResponse chunk(boolean done) {
		return new GenerateResponse("m", null, "a", null, done, null, null, List.of(LOGPROB), null, null,
				GenerateResponse.Metrics.none(), Map.of());
	}

	@Test
	void wholeAnswerHasAllLogProbabilities() {
		ResponseAccumulator received = new ResponseAccumulator();
		received.add(chunk(false));
		received.add(chunk(true));
		assertThat(received.join().logprobs()).containsExactly(LOGPROB, LOGPROB);
	}

	@Test
	void streamKeepsNoLogProbabilities() {
		ResponseAccumulator received = new ResponseAccumulator(false);
		received.add(chunk(false));
		received.add(chunk(true));
		assertThat(received.partial()).isNotNull();
		assertThat(received.partial().response()).isEqualTo("aa");
		assertThat(received.partial().logprobs()).isEmpty();
	}

}
