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

package io.github.ollamagenerate.test.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.ollamagenerate.test.internal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpAnswer}.
 */
class HttpAnswerTests {

	private static final Refusal REFUSAL = new Refusal(404, "model '<x>' not found");

	private static final String BODY = "{\"error\":\"model '\\u003cx\\u003e' not found\"}";

	@Test
	void refusalIsAnObjectWithItsLength() {
		HttpAnswer answer = HttpAnswer.refusal(REFUSAL);
		assertThat(answer.head()).isEqualTo(ResponseHead.of(404, "application/json; charset=utf-8"));
		assertThat(answer.packets()).containsExactly(BODY.getBytes(StandardCharsets.UTF_8));
		assertThat(answer.fixedLength()).isTrue();
	}

	@Test
	void refusalOfAStreamHasNoLength() {
		HttpAnswer answer = HttpAnswer.streamedRefusal(REFUSAL);
		assertThat(answer.head()).isEqualTo(ResponseHead.of(404, "application/json"));
		assertThat(answer.packets()).containsExactly(BODY.getBytes(StandardCharsets.UTF_8));
		assertThat(answer.fixedLength()).isFalse();
	}

	@ParameterizedTest
	@EnumSource(value = Delivery.Ending.class, names = "COMPLETE", mode = EnumSource.Mode.EXCLUDE)
	void textSaysHowTheAnswerEndsButNotItsContent(Delivery.Ending ending) {
		HttpAnswer answer = HttpAnswer.json(201, "secret").header("X-A", "secret");
		assertThat(answer).hasToString("status 201, packets: 1");
		assertThat(answer.ending(ending)).hasToString("status 201, packets: 1, then " + ending);
		assertThat(HttpAnswer.live(ResponseHead.of(200, "text/plain"), Flux.never()))
			.hasToString("status 200, packets as they come");
	}

	@Test
	void answerWithAListenerUsesTheModel() {
		HttpAnswer answer = HttpAnswer.stream(List.of());
		assertThat(answer.usesModel()).isFalse();
		assertThat(answer.listener((complete) -> {
		}).usesModel()).isTrue();
	}

}
