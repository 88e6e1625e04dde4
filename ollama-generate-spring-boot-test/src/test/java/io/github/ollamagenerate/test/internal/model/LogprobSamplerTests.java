/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.ollamagenerate.test.internal.model;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogprobSampler}.
 */
class LogprobSamplerTests {

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 3, 20 })
	void likelyTokensDescendAndDiffer(int likely) {
		assertThat(logprobs(likely)).allSatisfy((logprob) -> {
			assertThat(logprob.likely()).hasSize(likely)
				.isSortedAccordingTo(Comparator.comparing(Logprob::value).reversed());
			assertThat(logprob.likely().stream().map(Logprob::token)).doesNotHaveDuplicates();
			assertThat(logprob.likely()).allSatisfy((entry) -> {
				assertThat(entry.value()).isNegative();
				assertThat(entry.likely()).isEmpty();
			});
			assertThat(logprob.likely().stream().mapToDouble((entry) -> Math.exp(entry.value())).sum()).isLessThan(1);
		});
	}

	@Test
	void tokenHasTheValueItHasAmongTheLikelyOnes() {
		List<Logprob> logprobs = logprobs(3);
		assertThat(logprobs).allSatisfy((logprob) -> assertThat(logprob.value()).isNegative());
		List<Boolean> among = logprobs.stream().map(LogprobSamplerTests::isAmongLikely).toList();
		assertThat(among).contains(true, false);
		assertThat(logprobs).allSatisfy((logprob) -> {
			float least = logprob.likely().get(2).value();
			assertThat(isAmongLikely(logprob)).isEqualTo(logprob.value() >= least);
		});
	}

	@Test
	void valuesDoNotDependOnHowManyLikelyOnesAreAskedFor() {
		assertThat(logprobs(0)).extracting(Logprob::value)
			.isEqualTo(logprobs(20).stream().map(Logprob::value).toList());
		assertThat(logprobs(20)).isEqualTo(logprobs(20));
	}

	@Test
	void isWrittenAsTheServerDoes() {
		StringBuilder out = new StringBuilder();
		Logprob.write(out, "logprobs",
				List.of(new Logprob("é<", -0.0001f, List.of(new Logprob("a", -0.06895696f, List.of()))),
						new Logprob("\n", -5.4083328f, List.of())));
		assertThat(out).hasToString(",\"logprobs\":[{\"token\":\"é\\u003c\",\"logprob\":-0.00009999999747378752,"
				+ "\"bytes\":[195,169,60],\"top_logprobs\":[{\"token\":\"a\",\"logprob\":-0.06895696371793747,"
				+ "\"bytes\":[97]}]},{\"token\":\"\\n\",\"logprob\":-5.408332824707031,\"bytes\":[10]}]");
	}

	private static boolean isAmongLikely(Logprob logprob) {
		return logprob.likely().contains(new Logprob(logprob.token(), logprob.value(), List.of()));
	}

	private static List<Logprob> logprobs(int likely) {
		LogprobSampler logprobs = new LogprobSampler(new Random(7), likely);
		return Stream.of(" is", "x", " the", "y", ",", "z")
			.flatMap((token) -> Stream.generate(() -> token).limit(50))
			.map(logprobs::next)
			.toList();
	}

}
