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

package io.github.ollamagenerate.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.GenerateTimeoutException.Phase;
import io.github.ollamagenerate.GenerateTimeouts;
import io.github.ollamagenerate.ModelNotFoundException;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.client.ndjson.ExpectedAnswer;
import io.github.ollamagenerate.client.ndjson.LineParsers;
import io.github.ollamagenerate.client.ndjson.NdjsonException;
import io.github.ollamagenerate.client.ndjson.NdjsonFlux;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link ExceptionTranslator}.
 */
class ExceptionTranslatorTests {

	private static final Duration ELAPSED = Duration.ofMillis(1500);

	private static final GenerateResponse PARTIAL = GenerateResponse.builder().response("canary").done(false).build();

	private final ExceptionTranslator exceptions = new ExceptionTranslator("m", URI.create("http://gpu:11434"));

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					<html>Sign in</html> | a line that is not a JSON object (Sign in) while model 'm' was answering, after 6 characters of the answer. Is it Ollama, or a proxy in front of it?
					{"prompt":"x         | a line that is not a JSON object while model 'm' was answering, after 6 characters of the answer. Is it Ollama, or a proxy in front of it?
					{"response":7}       | a line in which the field 'response' has an unexpected type while model 'm' was answering, after 6 characters of the answer. Is it Ollama, or a proxy in front of it?
					{"response":"LONG"}  | a line that exceeds 64 bytes while model 'm' was answering, after 6 characters of the answer. Raise ollama.max-in-memory-size.
					data: {"response":"a"} | server-sent events instead of one JSON object per line while model 'm' was answering, after 6 characters of the answer. Is it Ollama? A proxy in front of it must not change the format of the answer.
					[{"response":"a"}]   | a JSON array instead of one JSON object per line while model 'm' was answering, after 6 characters of the answer. Is it Ollama, or a proxy in front of it?
					{"response":"\u00ff"} | a line that is not valid UTF-8 while model 'm' was answering, after 6 characters of the answer. Is it Ollama, or a proxy in front of it?
					{"done":true}        | no line with the field 'response' or 'thinking' while model 'm' was answering, after 6 characters of the answer. It looks like the answer of another endpoint. Does the server at ollama.base-url provide /api/generate?
					""")
	void lineThatCannotBeReadIsDescribed(String line, String message) {
		NdjsonException failure = failure(line.replace("LONG", "x".repeat(64)) + "\n");
		GenerateException ex = this.exceptions.translate(failure, ELAPSED, PARTIAL);
		assertThat(ex).isExactlyInstanceOf(UnreadableResponseException.class)
			.hasMessage("The server at http://gpu:11434 sent " + message)
			.hasNoCause();
		assertThat(ex.model()).isEqualTo("m");
		assertThat(ex.partialResponse()).isSameAs(PARTIAL);
	}

	@Test
	void textAfterTheEndIsNotPartOfTheAnswer() {
		assertThat(translate(failure("{\"response\":\"a\",\"done\":true}\n{\"response\":\"b\"}\n"), null)).hasMessage(
				"The server at http://gpu:11434 sent more text after the end of the answer while model 'm' was answering, "
						+ "after 0 characters of the answer. Is it Ollama, or a proxy in front of it?");
	}

	@Test
	void errorLineSaysWhatTheServerSays() {
		assertThat(translate(failure("{\"error\":\"it broke\"}\n"), PARTIAL))
			.isExactlyInstanceOf(GenerateResponseException.class)
			.hasMessage("Ollama at http://gpu:11434 failed while model 'm' was answering, "
					+ "after 6 characters of the answer: it broke");
	}

	@Test
	void answerThatEndsEarlyIsTruncated() {
		String message = "The answer of model 'm' from Ollama at http://gpu:11434 ended early, after 6 characters of the "
				+ "answer: neither done nor done_reason arrived. Check the log of the server, and of any proxy in front of it.";
		assertThat(translate(failure("{\"response\":\"a\"}\n"), PARTIAL))
			.isExactlyInstanceOf(TruncatedResponseException.class)
			.hasMessage(message)
			.hasNoCause();
		assertThat(this.exceptions.truncated(PARTIAL)).hasMessage(message);
	}

	@Test
	void connectionThatBreaksIsTheCause() {
		IOException broken = new IOException("reset");
		assertThat(translate(failure(Flux.error(broken)), PARTIAL))
			.isExactlyInstanceOf(TruncatedResponseException.class)
			.hasMessage("The connection to Ollama at http://gpu:11434 broke while model 'm' was answering, after 6 "
					+ "characters of the answer. Check the server's log, and repeat the request.")
			.hasCause(broken);
	}

	@Test
	void requestThatIsNotSentIsAFailureOfTheConnection() {
		WebClientRequestException refused = new WebClientRequestException(new ConnectException(), HttpMethod.POST,
				URI.create("http://gpu:11434"), HttpHeaders.EMPTY);
		assertThat(translate(refused, null)).isExactlyInstanceOf(GenerateRequestException.class)
			.hasMessageContaining("the connection was refused")
			.hasCause(refused);
	}

	@Test
	void whatIsTranslatedStaysAsItIs() {
		GenerateException translated = this.exceptions.truncated(null);
		assertThat(translate(translated, PARTIAL)).isSameAs(translated);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					CONNECT     | No connection to Ollama at http://gpu:11434 within 1s500ms. Check that the host is correct and reachable. If it is only slow, raise ollama.connect-timeout.
					FIRST_CHUNK | Ollama at http://gpu:11434 sent no part of the answer of model 'm' within 1s500ms. The model may still be loading, and closing the connection aborts that: raise ollama.generate.timeout.first-chunk, or load the model beforehand.
					IDLE        | Ollama at http://gpu:11434 sent no data for 1s500ms while model 'm' was answering, after 6 characters of the answer. Check the server's log; if it is only slow, raise ollama.generate.timeout.idle.
					TOTAL       | The answer of model 'm' from Ollama at http://gpu:11434 was not complete within 1s500ms, after 6 characters of the answer. Lower num_predict, or raise ollama.generate.timeout.total.
					""")
	void timeoutNamesTheTimeAndTheProperty(Phase phase, String message) {
		IOException cause = new IOException();
		assertThat(this.exceptions.timeout(phase, ELAPSED, PARTIAL, cause)).hasMessage(message)
			.hasCause(cause)
			.isInstanceOfSatisfying(GenerateTimeoutException.class, (ex) -> {
				assertThat(ex.phase()).isEqualTo(phase);
				assertThat(ex.elapsed()).isEqualTo(ELAPSED);
				assertThat(ex.partialResponse()).isSameAs(PARTIAL);
			});
	}

	@Test
	void refusalNamesTheModel() {
		assertThat(this.exceptions.errorStatus(HttpStatusCode.valueOf(404), HttpHeaders.EMPTY,
				"{\"error\":\"model 'm' not found\"}".getBytes(StandardCharsets.UTF_8)))
			.isInstanceOf(ModelNotFoundException.class)
			.hasMessageStartingWith("Ollama at http://gpu:11434 answered with status 404 for model 'm': ");
	}

	@Test
	void secretOfTheRequestIsMasked() {
		HttpHeaders headers = new HttpHeaders();
		headers.setBearerAuth("canary-key");
		NdjsonException failure = failure("{\"error\":\"bad key canary-key\"}\n");
		assertThat(this.exceptions.sentWith(headers).translate(failure, ELAPSED, null))
			.hasMessageEndingWith(": bad key ***");
	}

	@Test
	void nameOfAModelKeepsToItsPlace() {
		ExceptionTranslator exceptions = new ExceptionTranslator("m\n2026 INFO forged" + "x".repeat(1000),
				URI.create("http://localhost:11434"));
		assertThat(exceptions.truncated(null).getMessage()).contains("'m\\n2026 INFO forgedx").hasSizeLessThan(600);
	}

	private GenerateException translate(Throwable failure, @Nullable GenerateResponse partial) {
		return this.exceptions.translate(failure, ELAPSED, partial);
	}

	// the reader's, for an answer; a character of it is a byte
	private static NdjsonException failure(String body) {
		return failure(
				Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body.getBytes(StandardCharsets.ISO_8859_1))));
	}

	private static NdjsonException failure(Flux<DataBuffer> body) {
		NdjsonException failure = catchThrowableOfType(NdjsonException.class,
				() -> new NdjsonFlux(body, new LineParsers(64), new ExpectedAnswer("m", false, false),
						new TimeoutWatch(GenerateTimeouts.none()))
					.blockLast(ELAPSED));
		assertThat(failure).as("failure of the reader").isNotNull();
		return failure;
	}

}
