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

package io.github.ollamagenerate.server;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.client.BufferLeakDetector;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link JsonExchange}.
 */
@ExtendWith({ MockOllamaExtension.class, BufferLeakDetector.Extension.class })
class JsonExchangeTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final int LIMIT = 1024 * 1024;

	private MockOllamaServer server;

	private JsonExchange json;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
		WebClient client = WebClient.create(server.url());
		this.json = new JsonExchange(() -> client, URI.create(server.url()));
	}

	@Test
	void requestIsTheNameOfTheModel() {
		answer("/api/show", "{}");
		assertThat(post("/api/show", "m \"quoted\"")).containsExactly(Map.of());
		assertThat(this.server.takeRequest("/api/show").body()).isEqualTo("{\"model\":\"m \\\"quoted\\\"\"}");
	}

	@Test
	void eachLineIsAnObject() {
		this.server.enqueue("/api/pull",
				MockAnswer.bytes("{\"status\":\"\u00fc\"}\r\n\n \n{\"sta".getBytes(StandardCharsets.UTF_8),
						"tus\":\"b\",\"error\":null}".getBytes(StandardCharsets.UTF_8)));
		List<Map<String, Object>> lines = post("/api/pull", "m");
		assertThat(lines).extracting((line) -> line.get("status")).containsExactly("\u00fc", "b");
	}

	@Test
	void errorLineEndsTheAnswer() {
		answer("/api/pull", "{\"status\":\"a\"}\n{\"error\":\"disk full\",\"StatusCode\":500}\n{\"status\":\"b\"}\n");
		fail(this.json.post("/api/pull", "m"), GenerateResponseException.class).hasMessage("Ollama at "
				+ this.server.url() + " failed to answer /api/pull for model 'm': disk full. Check the server's log.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "[]", "7", "\"a\"", "{", "{} {}" })
	void otherThanAnObjectIsUnreadable(String body) {
		answer("/api/tags", body);
		fail(this.json.get("/api/tags"), UnreadableResponseException.class).hasMessageStartingWith(
				"The server at " + this.server.url() + " answered /api/tags with something other than a JSON object");
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "[]", "7", "{" })
	void lineThatIsNoObjectIsUnreadable(String line) {
		answer("/api/pull", "{\"status\":\"a\"}\n" + line + "\n");
		fail(this.json.post("/api/pull", "m"), UnreadableResponseException.class)
			.hasMessageContaining(" with something other than a JSON object");
	}

	@ParameterizedTest
	@CsvSource({ "0, true", "1, false" })
	void bodyHasAMaximumSize(int excess, boolean isRead) {
		answer("/api/tags", object(LIMIT + excess));
		if (isRead) {
			assertThat(this.json.get("/api/tags").block(TIMEOUT)).containsOnlyKeys("a");
		}
		else {
			fail(this.json.get("/api/tags"), UnreadableResponseException.class)
				.hasMessageContaining(" with more than 1048576 bytes. Is it Ollama");
		}
	}

	@ParameterizedTest
	@CsvSource({ "0, true", "1, false" })
	void lineHasTheSameMaximumSize(int excess, boolean isRead) {
		answer("/api/show", object(LIMIT + excess));
		if (isRead) {
			assertThat(post("/api/show", "m")).hasSize(1);
		}
		else {
			fail(this.json.post("/api/show", "m"), UnreadableResponseException.class)
				.hasMessageContaining(" with more than 1048576 bytes. Is it Ollama");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void eachBufferOfAnAnswerThatIsTooLongIsReleasedOnce(boolean isLine) {
		List<ByteBuf> buffers = Stream.generate(() -> PooledByteBufAllocator.DEFAULT.buffer().writeZero(LIMIT / 2))
			.limit(4)
			// counted until the end of the test
			.map(ByteBuf::retain)
			.toList();
		NettyDataBufferFactory factory = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);
		// for one subscriber, as the body of a connection
		Sinks.Many<DataBuffer> body = Sinks.many().unicast().onBackpressureBuffer();
		buffers.forEach((buffer) -> body.tryEmitNext(factory.wrap(buffer)));
		WebClient client = WebClient.builder()
			.exchangeFunction((request) -> Mono.just(ClientResponse.create(HttpStatus.OK).body(body.asFlux()).build()))
			.build();
		JsonExchange json = new JsonExchange(() -> client, URI.create("http://gpu"));
		fail(isLine ? json.post("/api/show", "m") : json.get("/api/tags"), UnreadableResponseException.class)
			.hasMessageContaining("more than 1048576 bytes");
		assertThat(buffers).extracting(ByteBuf::refCnt).containsOnly(1);
		buffers.forEach(ByteBuf::release);
	}

	@Test
	void refusalCountsWhateverItsBody() {
		for (String body : List.of("", object(LIMIT + 1))) {
			this.server.enqueue("/api/tags", bytes(body).status(500));
			fail(this.json.get("/api/tags"), GenerateResponseException.class).hasMessage("Ollama at "
					+ this.server.url() + " answered with status 500 to /api/tags. Check the server's log.");
		}
	}

	@Test
	void nameOfTheModelKeepsToItsPlace() {
		answer("/api/show", "{\"error\":\"no\"}");
		fail(this.json.post("/api/show", "m\nINFO forged"), GenerateResponseException.class)
			.hasMessageContaining("'m\\nINFO forged'");
		assertThat(this.json.truncated("/api/pull", "m\nINFO forged")).hasMessageContaining("'m\\nINFO forged'");
	}

	private List<Map<String, Object>> post(String path, String model) {
		return this.json.post(path, model).collectList().block(TIMEOUT);
	}

	private void answer(String path, String body) {
		this.server.enqueue(path, bytes(body));
	}

	private static MockAnswer bytes(String body) {
		return body.isEmpty() ? MockAnswer.bytes() : MockAnswer.bytes(body.getBytes(StandardCharsets.UTF_8));
	}

	private static String object(int size) {
		return "{\"a\":\"" + "x".repeat(size - 8) + "\"}";
	}

	private static AbstractThrowableAssert<?, ?> fail(Publisher<?> answer, Class<? extends GenerateException> type) {
		return assertThat(catchThrowable(() -> Flux.from(answer).blockLast(TIMEOUT))).isExactlyInstanceOf(type);
	}

}
