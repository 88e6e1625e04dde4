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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerQuotes}.
 */
class ServerQuotesTests {

	@ParameterizedTest
	@ValueSource(strings = { "model 'm' not found", "\"m\" does not support thinking",
			"dial tcp [::1]:11434: connect: connection refused", "dial tcp [2001:db8::1]:11434: i/o timeout",
			"option \"temperature\" must be of type float32", "max pending [queue] reached",
			"digest mismatch, want sha256:2af3b81862c6be03c769683af18efdadb2c33f60ff32ab6f83e42c043d6c7816" })
	void plainWordsAreQuotedAsTheyAre(String text) {
		assertThat(ServerQuotes.NONE.quote(text, null)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Bad body: {\"prompt\":\"x\"}|Bad body:...", "invalid tokens [1, 2, 3]|invalid tokens...",
					"got ['a']|got...", "got [ {}]|got...", "{\"prompt\":\"x|", "[ERROR] failed|", "data: text|" })
	void dataIsCutOff(String text, String quote) {
		assertThat(ServerQuotes.NONE.quote(text, null)).isEqualTo(quote);
	}

	@Test
	void longTextIsCut() {
		assertThat(ServerQuotes.NONE.quote("word ".repeat(1000), null)).hasSize(503).endsWith("...");
	}

	@Test
	void textOfEncodedBytesIsNotQuoted() {
		assertThat(ServerQuotes.NONE.quote("bad image " + "iVBORw0KGgo".repeat(50), null)).isNull();
	}

	@Test
	void textKeepsToOneLine() {
		assertThat(ServerQuotes.NONE.quote("a\r\n  b\u2028c\td\u202Ee\u0000", null))
			.isEqualTo("a b c\\td\\u202ee\\u0000");
	}

	@Test
	void nothingIsQuotedIfNothingWasSaid() {
		assertThat(ServerQuotes.NONE.quote(null, null)).isNull();
		assertThat(ServerQuotes.NONE.quote(" \n", null)).isNull();
	}

	@Test
	void pageIsQuotedByItsWords() {
		assertThat(ServerQuotes.NONE.quotePage("<html><h1>502</h1>Bad gateway</html>", null))
			.isEqualTo("502 Bad gateway");
	}

	@Test
	void shortPromptHidesNothing() {
		GenerateRequest request = GenerateRequest.builder().prompt("model").build();
		assertThat(new ServerQuotes(request, Redaction.NONE).quote("model 'm' not found", null))
			.isEqualTo("model 'm' not found");
	}

	@Test
	void secretIsMasked() {
		HttpHeaders headers = new HttpHeaders();
		headers.setBearerAuth("sk-12345678");
		assertThat(ServerQuotes.NONE.sentWith(headers).quote("key sk-12345678 expired", null))
			.isEqualTo("key *** expired");
	}

}
