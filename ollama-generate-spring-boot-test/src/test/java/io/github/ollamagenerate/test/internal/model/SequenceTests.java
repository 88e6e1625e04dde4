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

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Sequence}.
 */
class SequenceTests {

	private static final List<Token> TOKENS = Stream.of("One", " two", " three", ".", " Four")
		.map((text) -> new Token(text, Token.Part.ANSWER))
		.toList();

	@Test
	void everyTokenIsAChunk() {
		Sequence sequence = run(100);
		assertThat(texts(sequence)).containsExactly("One", " two", " three", ".", " Four");
		assertThat(sequence.stopped()).isTrue();
		assertThat(sequence.predicted()).isEqualTo(6);
		assertThat(sequence.sent()).isEqualTo(5);
	}

	@ParameterizedTest
	@CsvSource({ "1,1,false,1", "5,5,false,5", "6,5,true,6" })
	void limitEndsIt(int limit, int sent, boolean stopped, int predicted) {
		Sequence sequence = run(limit);
		assertThat(sequence.sent()).isEqualTo(sent);
		assertThat(sequence.stopped()).isEqualTo(stopped);
		assertThat(sequence.predicted()).isEqualTo(predicted);
	}

	@Test
	void stopTextEndsItAndIsNotSent() {
		Sequence sequence = run(100, ".");
		assertThat(texts(sequence)).containsExactly("One", " two", " three");
		assertThat(sequence.stopped()).isTrue();
		assertThat(sequence.predicted()).isEqualTo(4);
		assertThat(sequence.sent()).isEqualTo(3);
	}

	@Test
	void stopTextInsideATokenLeavesItsBeginning() {
		Sequence sequence = run(100, "re");
		assertThat(texts(sequence)).containsExactly("One", " two", " th");
		assertThat(sequence.predicted()).isEqualTo(3);
	}

	@Test
	void whatMayBecomeAStopTextIsHeldBack() {
		assertThat(texts(run(100, "two three!"))).containsExactly("One", " two three.", " Four");
		assertThat(texts(run(100, "Four score"))).containsExactly("One", " two", " three", ".", " Four");
		assertThat(texts(run(2, "two three"))).containsExactly("One", " two");
		assertThat(texts(run(100, "wo three."))).containsExactly("One", " t");
	}

	@Test
	void firstStopTextOfTheListWins() {
		assertThat(texts(run(100, "three", " "))).containsExactly("One");
		assertThat(texts(run(100, "o", "tw"))).containsExactly("One", " tw");
		assertThat(texts(run(100, ""))).isEmpty();
	}

	@Test
	void chunkOfBothPartsHasBoth() {
		List<Token> tokens = List.of(new Token("a", Token.Part.THINKING), new Token("b", Token.Part.MARK),
				new Token("c", Token.Part.ANSWER));
		assertThat(Sequence.run(tokens, 9, List.of("abcd"), null).chunks())
			.containsExactly(new Chunk("c", "a", List.of()));
	}

	@Test
	void chunkHasTheLogprobsOfItsTokens() {
		Sequence sequence = Sequence.run(TOKENS, 100, List.of("two three!", "."), new LogprobSampler(new Random(1), 0));
		assertThat(sequence.chunks()).extracting((chunk) -> chunk.logprobs().stream().map(Logprob::token).toList())
			.containsExactly(List.of("One"), List.of(" two", " three"));
	}

	private static Sequence run(long limit, String... stops) {
		return Sequence.run(TOKENS, limit, List.of(stops), null);
	}

	private static List<String> texts(Sequence sequence) {
		return sequence.chunks().stream().map(Chunk::answer).toList();
	}

}
