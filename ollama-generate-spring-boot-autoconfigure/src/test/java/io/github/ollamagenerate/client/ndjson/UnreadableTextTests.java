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

package io.github.ollamagenerate.client.ndjson;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnreadableText}.
 */
class UnreadableTextTests {

	private static UnreadableText text(String... packets) {
		UnreadableText text = new UnreadableText();
		for (String packet : packets) {
			Packet bytes = new Packet();
			bytes.take(DefaultDataBufferFactory.sharedInstance.wrap(packet.getBytes(StandardCharsets.UTF_8)));
			text.add(bytes);
		}
		return text;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "upstream timed out|NOT_JSON upstream timed out", "one/two|NOT_JSON one",
					"<p>one/two|NOT_JSON <p>one/two", "error: {\"response\":|NOT_JSON error:",
					"data: {|SERVER_SENT_EVENT", "event: x|SERVER_SENT_EVENT", ": ping|SERVER_SENT_EVENT",
					"[{\"response\":|ARRAY", "[/]|ARRAY", "[1]|NOT_JSON" })
	void kindAndQuoteOfAText(String lines, String failure) {
		UnreadableLineException ex = text(lines.replace('/', '\n')).failure();
		assertThat((ex.kind() + " " + ex.detail().replace('\n', '/')).strip()).isEqualTo(failure);
	}

	@Test
	void textIsCompleteWithItsLineOrItsLimit() {
		assertThat(text("upstream ", "timed").isComplete()).isFalse();
		assertThat(text("upstream ", "timed out\n").isComplete()).isTrue();
		assertThat(text("<html>\n").isComplete()).isFalse();
		assertThat(text("<html>\n", "a".repeat(600)).isComplete()).isTrue();
	}

	@Test
	void blankTextIsNoPage() {
		assertThat(text(" \n").isBlank()).isTrue();
		assertThat(text(" \n", "a").isBlank()).isFalse();
	}

}
