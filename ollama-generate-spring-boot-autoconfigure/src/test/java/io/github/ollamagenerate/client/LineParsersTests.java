package io.github.ollamagenerate.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LineParsers}: answers that share parsers do not mix.
 */
class LineParsersTests {

	private static final String LINE = """
			{"model":"m","response":"sky","thinking":"hm","done":false,"new":1}
			""";

	private final LineParsers parsers = new LineParsers(8192);

	private final List<GenerateResponse> chunks = new ArrayList<>();

	@Test
	void parserGoesFromAnswerToAnswer() {
		LineParser parser = this.parsers.borrow();
		this.parsers.giveBack(parser);
		feed(reader(), LINE);
		feed(reader(), LINE);
		assertThat(this.parsers.borrow()).isSameAs(parser);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"model\":\"m\",", "12", "tru", "{", "{}\n{", "{} 1", "\"text}" })
	void parserStaysWithALineThatIsCut(String cut) {
		LineParser parser = this.parsers.borrow();
		this.parsers.giveBack(parser);
		feed(reader(), cut);
		assertThat(this.parsers.borrow()).isNotSameAs(parser);
	}

	@Test
	void parserThatFailedIsNotUsedAgain() {
		LineParser parser = this.parsers.borrow();
		this.parsers.giveBack(parser);
		assertThatExceptionOfType(GenerateException.class).isThrownBy(() -> read("<html>\n"));
		assertThat(this.parsers.borrow()).isNotSameAs(parser);
	}

	@Test
	void linesOfTwoAnswersMayCross() {
		NdjsonReader first = reader();
		NdjsonReader second = reader();
		feed(first, "{\"model\":\"a\",\"resp");
		feed(second, "{\"model\":\"b\",\"response\":\"2\",\"done\":false}\n{\"model\":\"b\",");
		feed(first, "onse\":\"1\",\"done\":false}\n");
		feed(second, "\"response\":\"3\",\"done\":false}\n");
		assertThat(this.chunks).extracting((chunk) -> chunk.model() + chunk.response())
			.containsExactly("b2", "a1", "b3");
	}

	@Test
	void nothingOfALineIsLeftForTheNext() {
		feed(reader(), LINE);
		feed(reader(), "{\"model\":\"m\"}\n");
		assertThat(this.chunks.get(1)).isEqualTo(new GenerateResponse("m", null, "", null, false, null, null, List.of(),
				null, null, GenerateResponse.Metrics.none(), Map.of()));
	}

	@Test
	void quoteIsThatOfThisAnswer() {
		feed(reader(), LINE);
		assertThatExceptionOfType(GenerateException.class).isThrownBy(() -> feed(reader(), LINE + "upstream failed\n"))
			.withMessageContaining("(upstream failed)");
	}

	@Test
	void parserIsWornOutSomeTime() {
		LineParser parser = this.parsers.borrow();
		this.parsers.giveBack(parser);
		NdjsonReader reader = reader();
		String lines = "{\"response\":\"" + "a".repeat(8000) + "\"}\n";
		for (int i = 0; i < 64 * 1024 * 1024 / lines.length() + 1; i++) {
			feed(reader, lines);
			this.chunks.clear();
		}
		assertThat(this.parsers.borrow()).isNotSameAs(parser);
	}

	@Test
	void byteOrderMarkIsNoJsonForAnyAnswer() {
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(GenerateException.class).isThrownBy(() -> read("\ufeff" + LINE));
			feed(reader(), LINE);
		}
	}

	private void read(String text) {
		NdjsonReader reader = reader();
		feed(reader, text);
		reader.complete();
	}

	private void feed(NdjsonReader reader, String text) {
		reader.read(DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8)));
	}

	private NdjsonReader reader() {
		return new NdjsonReader(this.parsers, true, new ResponseAccumulator(),
				new ExceptionTranslator("m", URI.create("http://localhost:11434")), new GenerateWarnings(),
				this.chunks::add);
	}

}
