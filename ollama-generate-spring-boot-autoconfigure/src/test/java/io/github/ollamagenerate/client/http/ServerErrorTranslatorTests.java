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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import io.github.ollamagenerate.ContextLengthException;
import io.github.ollamagenerate.GenerateAuthenticationException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.ModelNotFoundException;
import io.github.ollamagenerate.RateLimitedException;
import io.github.ollamagenerate.ServerBusyException;
import io.github.ollamagenerate.UnsupportedFeatureException;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link ServerErrorTranslator}: the exception that each refusal of a server
 * becomes, and what it says to do. The first ones send it over a socket.
 */
@ExtendWith(MockOllamaExtension.class)
class ServerErrorTranslatorTests {

	private static final ServerErrorTranslator TRANSLATOR = new ServerErrorTranslator("m",
			URI.create("http://gpu:11434"), ServerQuotes.NONE);

	private MockOllamaServer server;

	private GenerateTemplate ollama;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
		this.ollama = GenerateTemplate.builder(WebClient.builder())
			.baseUrl(this.server.url())
			.retry(1, Duration.ZERO, Duration.ZERO)
			.defaultRequest((request) -> request.model("m"))
			.build();
	}

	static Stream<Arguments> refusals() {
		return Stream.of(
				arguments(400, "\"m\" does not support thinking", UnsupportedFeatureException.class,
						"Do not set think"),
				arguments(400, "registry.ollama.ai/library/m:latest does not support insert",
						UnsupportedFeatureException.class, "Do not set suffix"),
				arguments(400, "\"m\" does not support vision", UnsupportedFeatureException.class, "Remove the images"),
				arguments(400, "the input length exceeds the context length", ContextLengthException.class,
						"raise num_ctx"),
				arguments(400, "the request exceeds the available context size, try increasing it",
						ContextLengthException.class, "raise num_ctx"),
				arguments(400, "invalid think value", GenerateResponseException.class, "invalid think value"),
				arguments(401, "unauthorized", GenerateAuthenticationException.class, "Check ollama.api-key"),
				arguments(404, "model 'm' not found", ModelNotFoundException.class, "ollama pull m"),
				arguments(429, "weekly limit", RateLimitedException.class, "does not say when"),
				arguments(500, "llama runner process has terminated", GenerateResponseException.class,
						"Check the server's log"),
				arguments(503, "server busy, please try again.", ServerBusyException.class, "OLLAMA_MAX_QUEUE"));
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void statusAndTextDecideTheType(int status, String text, Class<? extends GenerateResponseException> type,
			String next) {
		this.server.enqueue(MockAnswer.json(status, error(text)));
		GenerateResponseException ex = refused();
		assertThat(ex).isExactlyInstanceOf(type)
			.hasMessageContaining(this.server.url())
			.hasMessageContaining("status " + status)
			.hasMessageContaining(text)
			.hasMessageContaining(next);
		assertThat(ex.status()).isEqualTo(status);
		assertThat(ex.serverText()).isEqualTo(text);
		assertThat(ex.model()).isEqualTo("m");
		assertThat(ex.retryAfter()).isNull();
		assertThat(ex.signinUrl()).isNull();
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void soDoesALineOfAnAnswer(int status, String text, Class<? extends GenerateResponseException> type, String next) {
		this.server.enqueue(MockAnswer.lines("{\"model\":\"m\",\"response\":\"a\",\"done\":false}",
				error(text).replaceFirst("\\{", "{\"StatusCode\":" + status + ",")));
		GenerateResponseException ex = refused();
		assertThat(ex).isExactlyInstanceOf(type).hasMessageContaining("after 1 characters").hasMessageContaining(next);
		assertThat(ex.partialResponse().response()).isEqualTo("a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-ndjson", "text/plain", "text/html" })
	void contentTypeDoesNotMatter(String contentType) {
		this.server.enqueue(MockAnswer.json(400, error("\"m\" does not support thinking")).contentType(contentType));
		assertThat(refused()).isInstanceOf(UnsupportedFeatureException.class);
	}

	@Test
	void pageOfAProxyIsNotTakenForTheServersWords() {
		this.server
			.enqueue(MockAnswer.bytes("<p>The gateway does not support POST</p>".getBytes(StandardCharsets.UTF_8))
				.status(405)
				.contentType("text/html"));
		assertThat(refused()).isExactlyInstanceOf(GenerateResponseException.class);
	}

	@Test
	void featureIsNamed() {
		this.server.enqueue(MockAnswer.json(400, error("\"m\" does not support thinking")).contentType(null));
		assertThatExceptionOfType(UnsupportedFeatureException.class)
			.isThrownBy(() -> this.ollama.prompt("p").call().content())
			.satisfies((ex) -> assertThat(ex.feature()).isEqualTo("thinking"));
	}

	@Test
	void addressOfTheSigninIsKeptButNotShown() {
		this.server.enqueue(MockAnswer.json(401,
				"{\"error\":\"unauthorized\",\"signin_url\":\"https://ollama.com/connect?key=secret\"}"));
		GenerateResponseException ex = refused();
		assertThat(ex.signinUrl()).isEqualTo("https://ollama.com/connect?key=secret");
		assertThat(ex).hasMessageContaining("ollama signin").hasMessageNotContaining("secret");
	}

	@Test
	void pathOfTheAddressIsNamedIfNothingIsFoundThere() {
		GenerateTemplate template = GenerateTemplate.builder(WebClient.builder())
			.baseUrl(this.server.url() + "/v1")
			.build();
		assertThatExceptionOfType(GenerateResponseException.class)
			.isThrownBy(() -> template.prompt("p").model("m").call().content())
			.withMessageContaining("remove its path '/v1' unless a proxy serves Ollama below that path");
	}

	@Test
	void silentRefusalTellsOfTheHostName() {
		this.server.enqueue(MockAnswer.bytes().status(403).contentType(null));
		assertThat(refused()).isInstanceOf(GenerateAuthenticationException.class)
			.hasMessageContaining("OLLAMA_HOST=0.0.0.0");
	}

	@Test
	void retryAfterIsSecondsOrADateByTheServersClock() {
		this.server.enqueue(MockAnswer.json(429, error("slow down")).header("Retry-After", "90"));
		assertThat(refused()).hasMessageContaining("in 90 seconds");
		this.server.enqueue(MockAnswer.json(429, error("slow down"))
			.header("Date", "Wed, 25 Nov 2026 00:07:35 GMT")
			.header("Retry-After", "Wed, 25 Nov 2026 00:08:35 GMT"));
		assertThat(refused().retryAfter()).isEqualTo(Duration.ofMinutes(1));
		this.server
			.enqueue(MockAnswer.json(429, error("slow down")).header("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"));
		assertThat(refused().retryAfter()).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			299 |
			300 | Redirects are not followed: set ollama.base-url to the final address
			399 | Redirects are not followed: set ollama.base-url to the final address
			400 |
			500 | Check the server's log
			501 |
			502 | The response is from a proxy: check the server behind it
			504 | The response is from a proxy: check the server behind it
			505 |
			""")
	void statusDecidesWhatToDoNext(int status, String next) {
		assertThat(of(status, error("words"))).isExactlyInstanceOf(GenerateResponseException.class)
			.hasMessage("Ollama at http://gpu:11434 answered with status " + status + " to it: words"
					+ ((next != null) ? ". " + next + "." : ""));
	}

	@Test
	void nextStepIsASentence() {
		assertThat(of(500, "")).hasMessageEndingWith("status 500 to it. Check the server's log.");
		assertThat(of(500, " \n")).hasMessageEndingWith("status 500 to it. Check the server's log.");
		assertThat(of(500, error("Out of memory.")))
			.hasMessageEndingWith("to it: Out of memory. Check the server's log.");
		assertThat(of(400, "")).hasMessageEndingWith("answered with status 400 to it");
	}

	@Test
	void textThatMayBeContentIsNotRepeated() {
		GenerateResponseException ex = of(500, error("[\"canary\"]"));
		assertThat(ex).hasMessageContaining(
				"status 500 to it, with a text that is not repeated here because it may contain content. Check");
		assertThat(ex).hasMessageNotContaining("canary");
		assertThat(ex.serverText()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "insert, Do not set suffix", "thinking, Do not set think", "vision, Remove the images",
			"tools, Remove it" })
	void unsupportedFeatureIsLeftOut(String feature, String next) {
		assertThat(of(400, error("m does not support " + feature)))
			.isInstanceOfSatisfying(UnsupportedFeatureException.class,
					(ex) -> assertThat(ex.feature()).isEqualTo(feature))
			.hasMessageContaining(". " + next + ", or use a model that supports it");
	}

	@ParameterizedTest
	@ValueSource(strings = { "prompt exceeds the context length", "inputs exceed the context window",
			"it exceeds the available context size" })
	void contextIsTooSmall(String text) {
		assertThat(of(400, error(text))).isInstanceOf(ContextLengthException.class);
		assertThat(of(500, error(text))).isInstanceOf(ContextLengthException.class);
		assertThat(of(400, text)).isExactlyInstanceOf(GenerateResponseException.class);
	}

	@Test
	void notFoundIsAModelOnlyInTheWordsOfTheServer() {
		assertThat(of(404, error("model 'm' not found"))).isInstanceOf(ModelNotFoundException.class)
			.hasMessageEndingWith(". The model is not installed. Install it with: ollama pull m.");
		assertThat(of(404, error("not found"))).isExactlyInstanceOf(GenerateResponseException.class)
			.hasMessageEndingWith(". Is it Ollama? Check ollama.base-url.");
		assertThat(of(404, "There is no model here")).isExactlyInstanceOf(GenerateResponseException.class);
		assertThat(new ServerErrorTranslator(null, URI.create("http://gpu"), ServerQuotes.NONE)
			.ofLine(Map.of("error", "no such model", "StatusCode", 404), "It failed", null))
			.isInstanceOf(ModelNotFoundException.class)
			.hasMessage("It failed: no such model. The model is not installed.");
	}

	@Test
	void forbiddenWithWordsIsAboutTheKey() {
		assertThat(of(403, error("no access"))).isInstanceOf(GenerateAuthenticationException.class)
			.hasMessageEndingWith(": no access. Check ollama.api-key.");
	}

	@Test
	void statusInTheBodyIsTheOneThatCounts() {
		GenerateResponseException ex = of(500, "{\"error\":\"busy\",\"StatusCode\":503}");
		assertThat(ex).isInstanceOf(ServerBusyException.class)
			.hasMessageStartingWith("Ollama at http://gpu:11434 answered with status 503 to it: busy");
		assertThat(ex.status()).isEqualTo(503);
	}

	@Test
	void errorLineHasTheStatusOfItsResponse() {
		GenerateResponse partial = GenerateResponse.builder().response("a").build();
		GenerateResponseException ex = TRANSLATOR.ofLine(Map.of("error", "it broke"), "It failed", partial);
		assertThat(ex).isExactlyInstanceOf(GenerateResponseException.class).hasMessage("It failed: it broke");
		assertThat(ex.status()).isEqualTo(200);
		assertThat(ex.retryAfter()).isNull();
		assertThat(ex.partialResponse()).isSameAs(partial);
	}

	@Test
	void otherWordsAboutAContextAreNot() {
		assertThat(of(400, error("the context deadline was exceeded")))
			.isExactlyInstanceOf(GenerateResponseException.class);
	}

	private static GenerateResponseException of(int status, String body) {
		return TRANSLATOR.ofResponse(HttpStatusCode.valueOf(status), new HttpHeaders(),
				body.getBytes(StandardCharsets.UTF_8), "to it");
	}

	private GenerateResponseException refused() {
		GenerateResponseException ex = catchThrowableOfType(GenerateResponseException.class,
				() -> this.ollama.prompt("p").call().content());
		assertThat(ex).as("refusal").isNotNull();
		return ex;
	}

	private static String error(String text) {
		return "{\"error\":\"" + text.replace("\"", "\\\"") + "\"}";
	}

}
