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

package io.github.ollamagenerate.client.http;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestEcho}.
 */
class RequestEchoTests {

	private static final GenerateRequest REQUEST = GenerateRequest.builder()
		.prompt("Why is the sky blue, d\u00e9j\u00e0 vu?")
		.system("You answer in rhymes")
		.build();

	@ParameterizedTest
	@ValueSource(strings = { "cannot answer: Why is the sky blue, d\u00e9j\u00e0 vu?", "WHY IS THE SKY BLUE",
			"got Why%20is%20the%20sky%20blue", "got why+is+the+sky+blue%2C", "d\\u00e9j\\u00e0 Why is the sky blue",
			"it says that you answer in rhymes, but", "cut: Why is t" })
	void partOfARequestIsRecognized(String text) {
		assertThat(RequestEcho.isIn(text, REQUEST, null)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "model 'm' not found", "Why", "the sky is the limit", "100% of the queue is full" })
	void otherWordsAreNoEcho(String text) {
		assertThat(RequestEcho.isIn(text, REQUEST, null)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "secret, true", "words, false" })
	void fewLettersAreInOtherWordsToo(String prompt, boolean isEcho) {
		GenerateRequest request = GenerateRequest.builder().prompt(prompt).build();
		assertThat(RequestEcho.isIn("cannot answer '" + prompt + "'", request, null)).isEqualTo(isEcho);
	}

	@ParameterizedTest
	@CsvSource({ "order of Ms. Smith ha, true", "order of Ms. Smith h, false",
			"bad: order of Ms. Smith has the number 471, true" })
	void middleOfARequestIsRecognized(String text, boolean isEcho) {
		GenerateRequest request = GenerateRequest.builder()
			.prompt("The order of Ms. Smith has the number 4711.")
			.build();
		assertThat(RequestEcho.isIn(text, request, null)).isEqualTo(isEcho);
	}

	@Test
	void escapedTextIsRecognized() {
		GenerateRequest request = GenerateRequest.builder()
			.prompt("\u7a7a\u306f\u306a\u305c\u9752\u3044\u306e\u3067\u3059\u304b")
			.build();
		assertThat(RequestEcho.isIn("got \\u7a7a\\u306f\\u306a\\u305c\\u9752\\u3044\\u306e\\u3067\\u3059\\u304b",
				request, null))
			.isTrue();
	}

	@Test
	void escapedLineEndsAreNoLetters() {
		GenerateRequest request = GenerateRequest.builder().prompt("key:\n\tabc\nname:\n\tBob\n").build();
		assertThat(RequestEcho.isIn("cannot read \"key:\\n\\tabc\\nname:\\n\\tBob\\n\"", request, null)).isTrue();
	}

	@Test
	void partOfTheAnswerIsRecognized() {
		GenerateResponse partial = GenerateResponse.builder().model("m").response("Because of Rayleigh").build();
		assertThat(RequestEcho.isIn("stopped after 'because of rayleigh'", null, partial)).isTrue();
		assertThat(RequestEcho.isIn("stopped", null, partial)).isFalse();
	}

	@Test
	void encodedBytesAreAnEchoOfWhateverWasSent() {
		assertThat(RequestEcho.isIn("A".repeat(150), null, null)).isTrue();
		assertThat(RequestEcho.isIn("A".repeat(149), null, null)).isFalse();
	}

	@Test
	void startOfAnImageIsRecognized() {
		GenerateRequest request = GenerateRequest.builder()
			.prompt("p")
			.image(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 })
			.build();
		assertThat(RequestEcho.isIn("bad image AQIDBAUGBwg", request, null)).isTrue();
	}

}
