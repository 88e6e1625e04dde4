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

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.GenerateResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LineParsers}: answers that share parsers do not mix.
 */
class LineParsersTests {

	private static final String LINE = """
			{"model":"m","response":"sky","thinking":"hm","done":false,"new":1}
			""";

	private final LineParsers parsers = new LineParsers(AnswerReader.MAX_LENGTH);

	@Test
	void parserGoesFromAnswerToAnswer() {
		LineParser parser = this.parsers.borrow();
		this.parsers.giveBack(parser);
		reader().feed(LINE);
		reader().feed(LINE);
		assertThat(this.parsers.borrow()).isSameAs(parser);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"model\":\"m\",", "12", "tru", "{", "{}\n{", "{} 1", "\"text}" })
	void parserStaysWithALineThatIsCut(String cut) {
		LineParser parser = this.parsers.borrow();
		this.parsers.giveBack(parser);
		reader().feed(cut);
		assertThat(this.parsers.borrow()).isNotSameAs(parser);
	}

	@Test
	void parserThatFailedIsNotUsedAgain() {
		LineParser parser = this.parsers.borrow();
		this.parsers.giveBack(parser);
		assertThat(reader().feed("<html>\n").end().failure()).startsWith("NOT_JSON");
		assertThat(this.parsers.borrow()).isNotSameAs(parser);
	}

	@Test
	void linesOfTwoAnswersMayCross() {
		AnswerReader first = reader();
		AnswerReader second = reader();
		first.feed("{\"model\":\"a\",\"resp");
		second.feed("{\"model\":\"b\",\"response\":\"2\",\"done\":false}\n{\"model\":\"b\",");
		first.feed("onse\":\"1\",\"done\":false}\n");
		second.feed("\"response\":\"3\",\"done\":false}\n");
		assertThat(first.chunks()).extracting((chunk) -> chunk.model() + chunk.response()).containsExactly("a1");
		assertThat(second.chunks()).extracting((chunk) -> chunk.model() + chunk.response()).containsExactly("b2", "b3");
	}

	@Test
	void nothingOfALineIsLeftForTheNext() {
		reader().feed(LINE);
		assertThat(reader().feed("{\"model\":\"m\"}\n").chunks()).containsExactly(new GenerateResponse("m", null, "",
				null, false, null, null, List.of(), null, null, GenerateResponse.Metrics.none(), Map.of()));
	}

	@Test
	void quoteIsThatOfThisAnswer() {
		reader().feed(LINE);
		assertThat(reader().feed("upstream failed\n").end().failure()).isEqualTo("NOT_JSON upstream failed");
	}

	@Test
	void parserIsWornOutSomeTime() {
		LineParser parser = this.parsers.borrow();
		this.parsers.giveBack(parser);
		AnswerReader reader = reader();
		String lines = "{\"response\":\"" + "a".repeat(8000) + "\"}\n";
		for (int i = 0; i < 64 * 1024 * 1024 / lines.length() + 1; i++) {
			reader.feed(lines).chunks().clear();
		}
		assertThat(this.parsers.borrow()).isNotSameAs(parser);
	}

	@Test
	void byteOrderMarkIsReadWhateverTheParserHasReadBefore() {
		for (int i = 0; i < 4; i++) {
			assertThat(reader().feed("\ufeff" + LINE).chunks()).hasSize(1);
			byte[] mark = "\ufeff".getBytes(StandardCharsets.UTF_8);
			AnswerReader reader = reader();
			for (byte b : mark) {
				reader.feed(new byte[] { b });
			}
			assertThat(reader.feed(LINE).chunks()).hasSize(1);
		}
	}

	@Test
	void byteOrderMarkIsReadBeforeTheFirstLineOnly() {
		for (int i = 0; i < 4; i++) {
			assertThat(reader().feed("\ufeff\ufeff" + LINE).end().failure()).startsWith("NOT_JSON");
			assertThat(reader().feed(LINE + "\ufeff" + LINE).end().failure()).startsWith("NOT_JSON");
			assertThat(reader().feed(new byte[] { (byte) 0xef, (byte) 0xbb }).feed(LINE).end().failure())
				.startsWith("NOT_JSON");
			reader().feed(LINE);
		}
	}

	/**
	 * The threads of Netty outlive an application in a servlet container.
	 */
	@Test
	void threadDoesNotHoldTheParserOfAClientThatIsGone() {
		WeakReference<LineParser> parser = idleParserOfAClientThatIsGone();
		Awaitility.await().untilAsserted(() -> {
			System.gc();
			assertThat(parser.refersTo(null)).isTrue();
		});
	}

	private static WeakReference<LineParser> idleParserOfAClientThatIsGone() {
		LineParsers parsers = new LineParsers(AnswerReader.MAX_LENGTH);
		LineParser parser = parsers.borrow();
		parsers.giveBack(parser);
		return new WeakReference<>(parser);
	}

	private AnswerReader reader() {
		return new AnswerReader(this.parsers);
	}

}
