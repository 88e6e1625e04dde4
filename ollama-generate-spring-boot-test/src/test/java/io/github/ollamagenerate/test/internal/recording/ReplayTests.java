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

package io.github.ollamagenerate.test.internal.recording;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.ollamagenerate.test.internal.http.Delivery;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Replay}.
 */
class ReplayTests {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	@Test
	void answerWithALengthIsSentWhenItsEndHadArrived() {
		HttpAnswer answer = replay(0.5, response(false, "Content-Type", "text/plain", 10, 20));
		assertThat(answer.single()).isTrue();
		assertThat(answer.delivery().delay()).isEqualTo(Duration.ofMillis(65));
		assertThat(answer.packets()).singleElement().extracting(ReplayTests::text).isEqualTo("0\n1\n");
		assertThat(answer.head().headers()).containsExactly(Map.entry("Content-Type", "text/plain"));
		assertThat(answer.head().status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "true,CUT", "false,COMPLETE" })
	void withoutPausesTheLinesAreSentAtOnce(boolean cut, Delivery.Ending ending) {
		HttpAnswer answer = replay(0, response(cut, "Transfer-Encoding", "chunked", 10, 20));
		assertThat(answer.live()).isNull();
		assertThat(answer.packets()).extracting(ReplayTests::text).containsExactly("0\n", "1\n");
		assertThat(answer.delivery().ending()).isEqualTo(ending);
		assertThat(answer.delivery().delay()).isZero();
		assertThat(answer.head().headers()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "true,onError", "false,onComplete" })
	void pausesAreMultiplied(boolean cut, String end) {
		RecordedResponse response = response(cut, "Transfer-Encoding", "chunked", 0, 20);
		HttpAnswer answer = new Replay(2).answer(recording("POST", response), Schedulers.parallel());
		assertThat(answer.delivery().delay()).isEqualTo(Duration.ofMillis(200));
		Flux<byte[]> live = Objects.requireNonNull(answer.live());
		long start = System.nanoTime();
		List<String> signals = live.map(ReplayTests::text)
			.materialize()
			.map((signal) -> signal.isOnNext() ? signal.get() : signal.getType().toString())
			.collectList()
			.block(PATIENCE);
		assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(Duration.ofMillis(40).toNanos());
		assertThat(signals).containsExactly("0\n", "1\n", end);
	}

	@Test
	void cutAnswerPromisesNoLength() {
		HttpAnswer answer = replay(0, response(true, "Content-Length", "30", 0));
		assertThat(answer.single()).isFalse();
		assertThat(answer.head().headers()).isEmpty();
		assertThat(answer.delivery().ending()).isEqualTo(Delivery.Ending.CUT);
	}

	@Test
	void lengthWithoutABodyIsKept() {
		RecordedResponse response = response(false, "Content-Length", "30");
		HttpAnswer answer = new Replay(1).answer(recording("HEAD", response), Schedulers.immediate());
		assertThat(answer.packets()).isEmpty();
		assertThat(answer.single()).isFalse();
		assertThat(answer.head().headers()).containsExactly(Map.entry("Content-Length", "30"));
		assertThat(answer.delivery().delay()).isEqualTo(Duration.ofMillis(100));
	}

	private static HttpAnswer replay(double pauseFactor, RecordedResponse response) {
		return new Replay(pauseFactor).answer(recording("POST", response), Schedulers.immediate());
	}

	private static Recording recording(String method, RecordedResponse response) {
		return new Recording(null, new RecordedCall(method, "/", Map.of(), null, new byte[0]), 1, response);
	}

	private static RecordedResponse response(boolean cut, String header, String value, long... pauses) {
		List<RecordedLine> lines = new ArrayList<>();
		for (long pause : pauses) {
			byte[] content = Integer.toString(lines.size()).getBytes(StandardCharsets.UTF_8);
			lines.add(RecordedLine.of(Duration.ofMillis(pause), content, true));
		}
		return new RecordedResponse(200, List.of(Map.entry(header, value)), Duration.ofMillis(100), lines, cut);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
