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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateAuthenticationException;
import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.ModelNotFoundException;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.client.BlockingCallDetector;
import io.github.ollamagenerate.client.BufferLeakDetector;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link OllamaServerClient}.
 */
@ExtendWith({ BufferLeakDetector.Extension.class, BlockingCallDetector.Extension.class })
class OllamaServerClientTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private MockOllamaServer server;

	private OllamaServerClient client;

	@BeforeEach
	void start() {
		this.server = MockOllamaServer.builder().models("gemma3").pullable("qwen3:1.7b").start();
		this.client = new OllamaServerClient(WebClient.builder(), this.server.url());
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void clientForAnotherServerHasTheSameSettings() {
		List<URI> connected = new CopyOnWriteArrayList<>();
		ClientHttpConnector connector = new ReactorClientHttpConnector();
		OllamaServerClient original = new OllamaServerClient(WebClient.builder().defaultHeader("X-Team", "weather"),
				"http://user:password@localhost:1", (method, uri, request) -> {
					connected.add(uri);
					return connector.connect(method, uri, request);
				});
		assertThat(original.withBaseUrl(this.server.url()).version().block(TIMEOUT)).isNotEmpty();
		assertThat(this.server.takeRequest("/api/version")).hasHeader("X-Team", "weather")
			.doesNotHaveHeader("Authorization");
		assertThat(connected).singleElement().asString().startsWith(this.server.url());
	}

	@Test
	void modelIsThereOrNot() {
		assertThat(this.client.hasModel("gemma3").block(TIMEOUT)).isTrue();
		assertThat(this.client.hasModel("qwen3:1.7b").block(TIMEOUT)).isFalse();
	}

	@Test
	void installedModelHasSizeAndCapabilities() {
		assertThat(this.client.installedModels().block(TIMEOUT)).singleElement().satisfies((model) -> {
			assertThat(model.name()).isEqualTo("gemma3:latest");
			assertThat(model.digest()).isNotBlank();
			assertThat(model.size()).isPositive();
			assertThat(model.capabilities()).containsExactly("completion", "vision");
		});
	}

	@Test
	void loadedModelHasItsMemoryAndContext() {
		this.server.enqueue("/api/ps", MockAnswer.json(200,
				"{\"models\":[{\"name\":\"gemma3:4b\",\"size\":6000000000,\"size_vram\":5000000000,"
						+ "\"context_length\":4096,\"expires_at\":\"2026-11-25T00:06:59Z\"},{\"name\":\"old\"},7]}"));
		assertThat(this.client.loadedModels().block(TIMEOUT)).containsExactly(
				new LoadedModel("gemma3:4b", 6_000_000_000L, 5_000_000_000L, 4096L, "2026-11-25T00:06:59Z"),
				new LoadedModel("old", null, null, null, null));
	}

	@Test
	void capabilitiesOfAnOlderServerAreAskedForByModel() {
		this.server.enqueue("/api/tags", MockAnswer.json(200, "{\"models\":[{\"name\":\"gemma3:latest\"}]}"));
		assertThat(this.client.installedModels().block(TIMEOUT))
			.containsExactly(new InstalledModel("gemma3:latest", null, null, null));
		assertThat(this.client.capabilities("gemma3").block(TIMEOUT)).containsExactly("completion", "vision");
		this.server.enqueue("/api/show", MockAnswer.json(200, "{\"details\":{}}"));
		assertThat(this.client.capabilities("gemma3").block(TIMEOUT)).isEmpty();
	}

	@Test
	void capabilitiesOfAMissingModelAreAFailure() {
		StepVerifier.create(this.client.capabilities("no-such-model"))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(ModelNotFoundException.class)
				.hasMessageContaining("ollama pull no-such-model"))
			.verify(TIMEOUT);
	}

	@Test
	void pullTellsItsProgressAndInstallsTheModel() {
		StepVerifier.create(this.client.pull("qwen3:1.7b"))
			.assertNext((progress) -> assertThat(progress.status()).isEqualTo("pulling manifest"))
			.assertNext((progress) -> {
				assertThat(progress.digest()).startsWith("sha256:");
				assertThat(progress.total()).isPositive();
				assertThat(progress.completed()).isNull();
			})
			.thenConsumeWhile((progress) -> !progress.status().equals("success"))
			.expectNext(new PullProgress("success", null, null, null))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.client.hasModel("qwen3:1.7b").block(TIMEOUT)).isTrue();
	}

	@Test
	void errorLineOfAPullIsAFailure() {
		StepVerifier.create(this.client.pull("no-such-model"))
			.expectNextCount(1)
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(GenerateResponseException.class)
				.hasMessageContaining(this.server.url())
				.hasMessageContaining("failed to answer /api/pull for model 'no-such-model'")
				.hasMessageContaining("no such host"))
			.verify(TIMEOUT);
	}

	@Test
	void pullIsKnownWhileItIsInProgress() {
		this.server.enqueue("/api/pull",
				MockAnswer
					.lines("{\"status\":\"pulling manifest\"}",
							"{\"status\":\"pulling a\",\"digest\":\"a\",\"total\":100,\"completed\":100}",
							"{\"status\":\"pulling b\",\"digest\":\"b\",\"total\":60,\"completed\":20}",
							"{\"status\":\"pulling b\",\"digest\":\"b\",\"total\":60,\"completed\":30}")
					.thenStall());
		StepVerifier.create(this.client.pull("m"))
			.expectNextCount(4)
			.then(() -> assertThat(this.client.pulls()).containsExactly(new ModelPull("m", "pulling b", 160, 130)))
			.thenCancel()
			.verify(TIMEOUT);
		assertThat(this.client.pulls()).isEmpty();
		StepVerifier.create(this.client.pull("qwen3:1.7b")).thenConsumeWhile((progress) -> true).verifyComplete();
		assertThat(this.client.pulls()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "qwen3:1.7b", "no-such-model" })
	void pullHasEndedWhenItsEndIsKnown(String model) {
		AtomicReference<List<ModelPull>> pulls = new AtomicReference<>();
		Flux<PullProgress> pull = this.client.pull(model).doOnTerminate(() -> pulls.set(this.client.pulls()));
		pull.onErrorComplete(GenerateException.class).blockLast(TIMEOUT);
		assertThat(pulls.get()).isEmpty();
	}

	@Test
	void pullIsKnownBeforeTheServerAnswers() {
		this.server.enqueue("/api/pull", MockAnswer.stall());
		StepVerifier.create(this.client.pull("m"))
			.then(() -> this.server.takeRequest("/api/pull"))
			.then(() -> assertThat(this.client.pulls()).containsExactly(new ModelPull("m", null, 0, 0)))
			.thenCancel()
			.verify(TIMEOUT);
	}

	@Test
	void pullThatEndsEarlyIsAFailure() {
		this.server.enqueue("/api/pull", MockAnswer.lines("{\"status\":\"pulling manifest\"}"));
		StepVerifier.create(this.client.pull("m"))
			.expectNextCount(1)
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(TruncatedResponseException.class)
				.hasMessageContaining("to /api/pull for model 'm' ended early"))
			.verify(TIMEOUT);
	}

	@Test
	void refusalIsAFailureWithTheServersText() {
		this.server.enqueue("/api/pull", MockAnswer.json(400, "{\"error\":\"invalid model name\"}"));
		StepVerifier.create(this.client.pull("m"))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(GenerateResponseException.class)
				.hasMessageContaining("status 400")
				.hasMessageContaining("invalid model name"))
			.verify(TIMEOUT);
		this.server.enqueue("/api/tags", MockAnswer.json(500, "{\"error\":\"broken\"}"));
		StepVerifier.create(this.client.hasModel("m"))
			.expectErrorSatisfies((ex) -> assertThat(ex).hasMessageContaining("broken"))
			.verify(TIMEOUT);
	}

	@Test
	void cancelledPullStops() {
		this.server.enqueue("/api/pull", MockAnswer.lines("{\"status\":\"pulling manifest\"}").thenStall());
		StepVerifier.create(this.client.pull("m")).expectNextCount(1).thenCancel().verify(TIMEOUT);
		assertThat(this.server.takeRequest("/api/pull").awaitConnectionClosed(Duration.ofSeconds(1))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "gemma3", "gemma3:latest", "GEMMA3", "library/gemma3", "registry.ollama.ai/library/gemma3",
			"https://registry.ollama.ai/library/gemma3:latest", "kimi-k2:cloud", "gpt-oss:120b-cloud" })
	void modelIsThereUnderEachOfItsNames(String model) {
		assertThat(this.client.hasModel(model).block(TIMEOUT)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "gemma3:1b", "other/gemma3", "hf.co/library/gemma3", "localhost:5000/library/gemma3", "gemma" })
	void anotherModelIsNot(String model) {
		assertThat(this.client.hasModel(model).block(TIMEOUT)).isFalse();
	}

	static Stream<Function<OllamaServerClient, Publisher<?>>> questions() {
		return Stream.of(OllamaServerClient::version, OllamaServerClient::models, OllamaServerClient::loadedModels,
				OllamaServerClient::installedModels, (client) -> client.hasModel("m"),
				(client) -> client.capabilities("m"), (client) -> client.pull("m"));
	}

	@ParameterizedTest
	@MethodSource("questions")
	void serverThatIsNotThereIsARequestFailure(Function<OllamaServerClient, Publisher<?>> question) {
		this.server.close();
		fail(question, GenerateRequestException.class).hasMessageContaining("the connection was refused")
			.hasMessageContaining("ollama serve");
	}

	@ParameterizedTest
	@MethodSource("questions")
	void refusalIsAResponseFailure(Function<OllamaServerClient, Publisher<?>> question) {
		enqueue(() -> MockAnswer.json(500, "{\"error\":\"broken\"}"));
		fail(question, GenerateResponseException.class).hasMessageContaining("status 500 to /api/")
			.hasMessageContaining("broken");
		this.server.reset();
		enqueue(() -> MockAnswer.json(401, "{\"error\":\"no\"}"));
		fail(question, GenerateAuthenticationException.class).hasMessageContaining("ollama.api-key");
		this.server.reset();
		enqueue(() -> MockAnswer.bytes("<h1>gone</h1>".getBytes(StandardCharsets.UTF_8)).status(404));
		fail(question, GenerateResponseException.class).hasMessageContaining("Is it Ollama?");
		this.server.reset();
	}

	@ParameterizedTest
	@MethodSource("questions")
	void pageIsUnreadable(Function<OllamaServerClient, Publisher<?>> question) {
		enqueue(() -> MockAnswer.bytes("<html>Sign in</html>".getBytes(StandardCharsets.UTF_8))
			.contentType("text/html"));
		fail(question, UnreadableResponseException.class).hasMessageContaining("(Sign in)")
			.hasMessageContaining("Is it Ollama, or a proxy in front of it?");
		this.server.reset();
	}

	@ParameterizedTest
	@MethodSource("questions")
	void headThatIsTooLargeIsUnreadable(Function<OllamaServerClient, Publisher<?>> question) {
		enqueue(() -> MockAnswer.json(200, "{}").header("X-Long", "x".repeat(9000)));
		fail(question, UnreadableResponseException.class)
			.hasMessageContaining(" with a response head that is too large.");
		this.server.reset();
	}

	@ParameterizedTest
	@MethodSource("questions")
	void responseWithoutABodyIsNoAnswer(Function<OllamaServerClient, Publisher<?>> question) {
		enqueue(MockAnswer::bytes);
		assertThat(catchThrowable(() -> Flux.from(question.apply(this.client)).blockLast(TIMEOUT)))
			.isInstanceOfAny(UnreadableResponseException.class, TruncatedResponseException.class)
			.hasMessageContaining(this.server.url());
		this.server.reset();
	}

	@ParameterizedTest
	@MethodSource("questions")
	void connectionThatBreaksTruncatesTheAnswer(Function<OllamaServerClient, Publisher<?>> question) {
		enqueue(() -> MockAnswer.bytes("{\"sta".getBytes(StandardCharsets.UTF_8)).thenCut());
		fail(question, TruncatedResponseException.class).hasMessageContaining("/api/");
		this.server.reset();
	}

	@Test
	void answerOverTheLimitIsUnreadable() {
		this.server.enqueue("/api/tags", MockAnswer.bytes(new byte[2 * 1024 * 1024]));
		fail(OllamaServerClient::models, UnreadableResponseException.class)
			.hasMessageContaining("more than 1048576 bytes");
	}

	@Test
	void objectWithoutAVersionIsUnreadable() {
		this.server.enqueue("/api/version", MockAnswer.json(200, "{\"version\":{}}"));
		fail(OllamaServerClient::version, UnreadableResponseException.class).hasMessageContaining("no version");
	}

	@Test
	void keyIsNotRepeated() {
		this.client = new OllamaServerClient(WebClient.builder().defaultHeader("Authorization", "Bearer canary-key"),
				this.server.url());
		this.server.enqueue("/api/tags", MockAnswer.json(401, "{\"error\":\"bad key canary-key\"}"));
		fail(OllamaServerClient::models, GenerateAuthenticationException.class).hasMessageContaining("bad key ***");
	}

	private void enqueue(Supplier<MockAnswer> answer) {
		Stream.of("version", "tags", "ps", "show", "pull")
			.forEach((name) -> this.server.enqueue("/api/" + name, answer.get()));
	}

	private AbstractThrowableAssert<?, ?> fail(Function<OllamaServerClient, Publisher<?>> question,
			Class<? extends GenerateException> type) {
		Throwable failure = catchThrowable(() -> Flux.from(question.apply(this.client)).blockLast(TIMEOUT));
		return assertThat(failure).isExactlyInstanceOf(type).hasMessageContaining(this.server.url());
	}

}
