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

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.InvalidRequestException;
import io.github.ollamagenerate.KeepAlive;
import io.github.ollamagenerate.ModelOptions;
import io.github.ollamagenerate.ResponseFormat;
import io.github.ollamagenerate.Think;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.util.DefaultUriBuilderFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link GenerateTemplate} over a real socket.
 */
class GenerateTemplateTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private MockOllamaServer server;

	private GenerateTemplate ollama;

	@BeforeEach
	void start() {
		this.server = MockOllamaServer.start();
		this.ollama = template().defaultRequest((request) -> request.model("qwen3:1.7b")).build();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	private GenerateTemplate.Builder template() {
		return GenerateTemplate.builder(WebClient.builder()).baseUrl(this.server.url());
	}

	@Test
	void callReturnsTheWholeText() {
		this.server.enqueue(MockAnswer.tokens("Ray", "leigh", " scattering."));
		assertThat(this.ollama.prompt("Why is the sky blue?").call().content()).isEqualTo("Rayleigh scattering.");
	}

	@Test
	void callReturnsTheResponseWithItsMetrics() {
		this.server.enqueue(MockAnswer.lines("""
				{"model":"m","created_at":"2026-11-25T00:06:59.052755316Z","response":"The","done":false}""", """
				{"model":"m","created_at":"2026-11-25T00:07:00.1Z","response":"","done":true,"done_reason":"length",\
				"context":[1,2],"total_duration":693145447,"load_duration":91706029,"prompt_eval_count":15,\
				"prompt_eval_duration":43037621,"eval_count":12,"eval_duration":500000000,"remote_model":"rm",\
				"remote_host":"https://ollama.com:443","new_field":{"a":[1,"b",null,1.5]}}"""));
		GenerateResponse response = this.ollama.prompt("Why?").call().response();
		assertThat(response.response()).isEqualTo("The");
		assertThat(response.model()).isEqualTo("m");
		assertThat(response.createdAt()).isEqualTo("2026-11-25T00:07:00.1Z");
		assertThat(response.done()).isTrue();
		assertThat(response.doneReason()).isEqualTo("length");
		assertThat(response.context()).isNull();
		assertThat(response.remoteModel()).isEqualTo("rm");
		assertThat(response.remoteHost()).isEqualTo("https://ollama.com:443");
		assertThat(response.metrics()).isEqualTo(new GenerateResponse.Metrics(Duration.ofNanos(693145447),
				Duration.ofNanos(91706029), 15, Duration.ofNanos(43037621), 12, Duration.ofNanos(500000000), null));
		assertThat(response.metrics().tokensPerSecond()).isEqualTo(24.0);
		assertThat(response.additionalFields())
			.isEqualTo(Map.of("new_field", Map.of("a", Arrays.asList(1, "b", null, 1.5))));
	}

	@Test
	void monoReturnsTheWholeText() {
		this.server.enqueue(MockAnswer.tokens("a", "b"));
		StepVerifier.create(this.ollama.prompt("Why?").mono().content())
			.expectNext("ab")
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void streamReturnsEachPieceAsItArrives() {
		this.server.enqueue(MockAnswer.tokens(" a", "\n", "b").pause(Duration.ofMillis(5)));
		StepVerifier.create(this.ollama.prompt("Why?").stream().content())
			.expectNext(" a", "\n", "b")
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void streamPassesOnTheFirstPieceWhileTheServerIsStillBusy() {
		this.server.enqueue(MockAnswer.tokens("first").thenStall());
		StepVerifier.create(this.ollama.prompt("Why?").stream().content().take(1))
			.expectNext("first")
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void streamEndsWithAChunkThatIsDoneAndHasTheMetrics() {
		this.server.enqueue(MockAnswer.tokens("a", "b"));
		List<GenerateResponse> chunks = this.ollama.prompt("Why?").stream().responses().collectList().block(TIMEOUT);
		assertThat(chunks).hasSize(3);
		assertThat(chunks).extracting(GenerateResponse::done).containsExactly(false, false, true);
		assertThat(chunks.get(0).metrics()).isSameAs(GenerateResponse.Metrics.none());
		assertThat(chunks.get(2).metrics().evalCount()).isPositive();
	}

	@Test
	void bodyHoldsExactlyModelPromptAndStream() {
		this.ollama.prompt("Why?").call().content();
		assertThat(this.server.takeRequest().body())
			.isEqualTo("{\"model\":\"qwen3:1.7b\",\"prompt\":\"Why?\",\"stream\":true}");
	}

	@Test
	void whenNotAggregatedTheServerIsAskedForOneObject() {
		GenerateTemplate single = template().aggregate(false).build();
		this.server.enqueue(MockAnswer.json(200, """
				{"model":"m","created_at":"2026-11-25T00:06:59Z","response":"Hi","done":true,"done_reason":"stop"}"""));
		GenerateResponse response = single.prompt("Why?").model("m").call().response();
		assertThat(response.response()).isEqualTo("Hi");
		assertThat(this.server.takeRequest().streaming()).isFalse();
	}

	@Test
	void everyFieldOfTheSpecReachesTheBody() {
		this.server.enqueue(MockAnswer.tokens("x"));
		this.ollama.prompt("p")
			.model("m")
			.suffix("suffix")
			.image(new byte[] { 1, 2, 3 })
			.image("data:image/png;base64,BAUG")
			.format(ResponseFormat.schema("{\"type\":\"object\"}"))
			.system("sys")
			.template("tpl")
			.think(Think.level("low"))
			.raw(false)
			.keepAlive(KeepAlive.of("10m"))
			.options((options) -> options.temperature(0.3).numCtx(4096).stop("END"))
			.options((options) -> options.seed(42))
			.truncate(false)
			.shift(false)
			.logprobs(true)
			.topLogprobs(2)
			.context(List.of())
			.call()
			.content();
		assertThat(this.server.takeRequest().body()).isEqualTo("""
				{"model":"m","prompt":"p","suffix":"suffix","system":"sys","template":"tpl","context":[],"stream":true,\
				"raw":false,"format":{"type":"object"},"keep_alive":"10m","images":["AQID","BAUG"],\
				"options":{"temperature":0.3,"num_ctx":4096,"stop":["END"],"seed":42},"think":"low",\
				"truncate":false,"shift":false,"logprobs":true,"top_logprobs":2}""");
	}

	@Test
	void nullLeavesAFieldToTheDefaults() {
		this.server.enqueue(MockAnswer.tokens("x"));
		this.ollama.prompt("p").model(null).system(null).think(null).keepAlive(null).format(null).call().content();
		assertThat(this.server.takeRequest().body())
			.isEqualTo("{\"model\":\"qwen3:1.7b\",\"prompt\":\"p\",\"stream\":true}");
	}

	@Test
	void requestWinsOverDefaultsFieldByField() {
		GenerateTemplate template = template()
			.defaultRequest((request) -> request.model("default")
				.system("default system")
				.options((options) -> options.temperature(0.1).numCtx(2048)))
			.build();
		this.server.enqueue(MockAnswer.tokens("x"));
		template.prompt("p").model("mine").options((options) -> options.temperature(0.9)).call().content();
		assertThat(this.server.takeRequest().body()).isEqualTo("""
				{"model":"mine","prompt":"p","system":"default system","stream":true,\
				"options":{"temperature":0.9,"num_ctx":2048}}""");
	}

	@Test
	void loadSendsNoPromptAndReturnsTheConfirmation() {
		GenerateResponse response = this.ollama.load("qwen3:1.7b", KeepAlive.forever());
		assertThat(response.doneReason()).isEqualTo("load");
		assertThat(response.response()).isEmpty();
		assertThat(this.server.takeRequest().body())
			.isEqualTo("{\"model\":\"qwen3:1.7b\",\"stream\":false,\"keep_alive\":-1}");
	}

	@Test
	void unloadSendsKeepAliveZero() {
		assertThat(this.ollama.unload("qwen3:1.7b").doneReason()).isEqualTo("unload");
		assertThat(this.server.takeRequest().body())
			.isEqualTo("{\"model\":\"qwen3:1.7b\",\"stream\":false,\"keep_alive\":0}");
	}

	@Test
	void loadTakesTheOptionsThatDecideHowAModelIsLoadedButNoTexts() {
		GenerateTemplate template = template()
			.defaultRequest((request) -> request.system("sys")
				.think(Think.on())
				.keepAlive(KeepAlive.of("10m"))
				.options((options) -> options.numCtx(4096)))
			.build();
		template.load("gemma3");
		assertThat(this.server.takeRequest().body()).isEqualTo("""
				{"model":"gemma3","stream":false,"keep_alive":"10m","options":{"num_ctx":4096}}""");
	}

	@Test
	void thinkingIsKeptApartFromTheAnswer() {
		this.server.enqueue(MockAnswer.lines("""
				{"model":"m","response":"","thinking":"Let me","done":false}""", """
				{"model":"m","response":"","thinking":" see","done":false}""", """
				{"model":"m","response":"42","done":false}""", """
				{"model":"m","response":"","done":true,"done_reason":"stop"}"""));
		GenerateResponse response = this.ollama.prompt("p").think(Think.on()).call().response();
		assertThat(response.thinking()).isEqualTo("Let me see");
		assertThat(response.response()).isEqualTo("42");
		assertThat(response.isThinkingOnly()).isFalse();
	}

	@Test
	void contextIsKeptOnlyIfTheRequestCarriesOne() {
		String[] lines = { "{\"model\":\"m\",\"response\":\"a\",\"done\":false}",
				"{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\",\"context\":[1,4093,198]}" };
		this.server.enqueue(MockAnswer.lines(lines)).enqueue(MockAnswer.lines(lines));
		assertThat(this.ollama.prompt("p").call().response().context()).isNull();
		assertThat(this.ollama.prompt("p").context(List.of()).call().response().context()).containsExactly(1, 4093,
				198);
	}

	@Test
	void logprobsOfAllChunksAreJoined() {
		this.server.enqueue(MockAnswer.lines(
				"""
						{"model":"m","response":"The","done":false,"logprobs":[{"token":"The","logprob":-0.5,"bytes":[84,104,101],\
						"top_logprobs":[{"token":"The","logprob":-0.5,"bytes":[84,104,101]},{"token":"A","logprob":-2}]}]}""",
				"""
						{"model":"m","response":" sky","done":true,"done_reason":"stop","logprobs":[{"token":" sky","logprob":-1}]}"""));
		GenerateResponse response = this.ollama.prompt("p").logprobs(true).topLogprobs(2).call().response();
		assertThat(response.logprobs()).hasSize(2);
		assertThat(response.logprobs().get(0).token()).isEqualTo("The");
		assertThat(response.logprobs().get(0).bytes()).containsExactly(84, 104, 101);
		assertThat(response.logprobs().get(0).topLogprobs()).extracting("token", "logprob")
			.containsExactly(tuple("The", -0.5), tuple("A", -2.0));
		assertThat(response.logprobs().get(1).bytes()).isEmpty();
	}

	@Test
	void nothingIsSentBeforeSubscriptionAndEachSubscriptionIsOneRequest() {
		Mono<String> answer = this.ollama.prompt("Why?").mono().content();
		Flux<String> pieces = this.ollama.prompt("Why?").stream().content();
		assertThat(this.server.requestCount()).isZero();
		answer.block(TIMEOUT);
		answer.block(TIMEOUT);
		pieces.blockLast(TIMEOUT);
		assertThat(this.server.requestCount()).isEqualTo(3);
	}

	@Test
	void subscriberThatAsksForOneAtATimeGetsEverythingInOrder() {
		String[] tokens = IntStream.range(0, 500).mapToObj((i) -> "t" + i).toArray(String[]::new);
		this.server.enqueue(MockAnswer.tokens(tokens));
		StepVerifier.create(this.ollama.prompt("Why?").stream().content(), 0)
			.thenRequest(1)
			.expectNext("t0")
			.thenRequest(2)
			.expectNext("t1", "t2")
			.thenRequest(Long.MAX_VALUE)
			.expectNextCount(497)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void limitedSubscriberOnAnotherThreadGetsEverythingInOrder() {
		String[] tokens = IntStream.range(0, 5000).mapToObj((i) -> "t" + i).toArray(String[]::new);
		this.server.enqueue(MockAnswer.tokens(tokens));
		List<String> received = this.ollama.prompt("Why?")
			.stream()
			.content()
			.limitRate(7)
			.publishOn(Schedulers.boundedElastic(), 3)
			.collectList()
			.block(TIMEOUT);
		assertThat(received).containsExactly(tokens);
	}

	@Test
	void connectionIsUsedAgain() {
		for (int i = 0; i < 10; i++) {
			this.ollama.prompt("Why?").call().content();
		}
		// a caller may be faster than the return of the connection to the pool
		assertThat(this.server.connectionCount()).isLessThanOrEqualTo(2);
	}

	@Test
	void blockingOnAThreadThatMustNotBlockFailsAtOnceAndNamesTheTwin() {
		Mono<String> call = Mono.fromCallable(() -> this.ollama.prompt("Why?").call().content())
			.subscribeOn(Schedulers.parallel());
		assertThatIllegalStateException().isThrownBy(() -> call.block(TIMEOUT))
			.withMessageContaining("call() blocks")
			.withMessageContaining("use mono() or stream() instead");
		Mono<GenerateResponse> load = Mono.fromCallable(() -> this.ollama.load("qwen3:1.7b"))
			.subscribeOn(Schedulers.parallel());
		assertThatIllegalStateException().isThrownBy(() -> load.block(TIMEOUT))
			.withMessageContaining("generate(GenerateRequest.load");
		assertThat(this.server.requestCount()).isZero();
	}

	@Test
	void withoutAnyModelNothingIsSent() {
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> template().build().prompt("Why?").call().content())
			.withMessageContaining("ollama.generate.model");
		assertThat(this.server.requestCount()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "\n", "\n\t" })
	void promptOfWhiteSpaceIsSentAsItIs(String prompt) throws Exception {
		this.server.enqueue(MockAnswer.tokens("a"));
		assertThat(this.ollama.prompt(prompt).suffix("return x").call().content()).isEqualTo("a");
		assertThat(this.server.takeRequest().json().get("prompt").stringValue()).isEqualTo(prompt);
	}

	@Test
	void emptyPromptIsNotSent() {
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> this.ollama.prompt("").suffix("return x").call().content())
			.withMessageContaining("prompt is empty")
			.withMessageContaining("load(model)")
			.satisfies((ex) -> assertThat(ex.model()).isEqualTo("qwen3:1.7b"));
		assertThat(this.server.requestCount()).isZero();
	}

	@Test
	void rawWithSystemIsNotSent() {
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> this.ollama.prompt("p").raw(true).system("s").call().content())
			.withMessageContaining("raw cannot be combined with system, template, or context");
		assertThat(this.server.requestCount()).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 21 })
	void topLogprobsOutOfRangeIsNotSent(int topLogprobs) {
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> this.ollama.prompt("p").topLogprobs(topLogprobs).call().content())
			.withMessageContaining("between 0 and 20");
		assertThat(this.server.requestCount()).isZero();
	}

	@Test
	void negativeContextSizeIsNotSent() {
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> this.ollama.prompt("p").options((options) -> options.numCtx(-1)).call().content())
			.withMessageContaining("num_ctx must not be negative");
		assertThat(this.server.requestCount()).isZero();
	}

	@Test
	void primitivesTakeAPreparedRequest() {
		GenerateRequest request = GenerateRequest.builder()
			.model("gemma3")
			.prompt("Why?")
			.options(ModelOptions.builder().numPredict(3).build())
			.build();
		GenerateResponse whole = this.ollama.generate(request).block(TIMEOUT);
		String joined = this.ollama.stream(request)
			.map(GenerateResponse::response)
			.reduce("", String::concat)
			.block(TIMEOUT);
		assertThat(whole.response()).isEqualTo(joined).isNotBlank();
		assertThat(whole.doneReason()).isEqualTo("length");
	}

	@Test
	void userOfTheAddressIsSentAsBasicAuthenticationUnlessThereIsAKey() {
		String address = this.server.url().replace("http://", "http://us%20er:pa:ss@");
		GenerateTemplate.builder(WebClient.builder()).baseUrl(address).build().load("gemma3");
		assertThat(this.server.takeRequest().header("Authorization")).isEqualTo("Basic dXMgZXI6cGE6c3M=");
		GenerateTemplate.builder(WebClient.builder().defaultHeader("Authorization", "Bearer key"))
			.baseUrl(address)
			.build()
			.load("gemma3");
		assertThat(this.server.takeRequest().header("Authorization")).isEqualTo("Bearer key");
	}

	@Test
	void addressWinsOverAUriBuilderFactoryOfTheCaller() {
		try (MockOllamaServer other = MockOllamaServer.start()) {
			WebClient.Builder builder = WebClient.builder()
				.uriBuilderFactory(new DefaultUriBuilderFactory(other.url()));
			GenerateTemplate.builder(builder).baseUrl(this.server.url()).build().load("gemma3");
			assertThat(other.requestCount()).isZero();
			assertThat(this.server.requestCount()).isOne();
		}
	}

	@Test
	void prefixOfTheAddressIsSentAsItIs() {
		GenerateTemplate template = template().baseUrl(this.server.url() + "/a%20b/").build();
		assertThatExceptionOfType(GenerateException.class).isThrownBy(() -> template.load("gemma3"));
		assertThat(this.server.requestCount("/a%20b/api/generate") + this.server.requestCount("/a b/api/generate"))
			.isOne();
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1, Integer.MAX_VALUE + 1L })
	void sizeOfALineThatCannotBeIsRefused(long bytes) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> GenerateTemplate.builder(WebClient.builder()).maxInMemorySize(DataSize.ofBytes(bytes)))
			.withMessageStartingWith("'maxInMemorySize' must be between 1 byte and 2 GB, not " + bytes);
	}

	@Test
	void builderOfTheCallerIsNotChanged() {
		WebClient.Builder builder = WebClient.builder().baseUrl("http://localhost:1");
		GenerateTemplate.builder(builder)
			.baseUrl(this.server.url())
			.build()
			.prompt("p")
			.model("gemma3")
			.call()
			.content();
		assertThatExceptionOfType(WebClientRequestException.class)
			.isThrownBy(() -> builder.build().get().retrieve().toBodilessEntity().block(TIMEOUT));
	}

	static Stream<Arguments> nullIsRefusedByItsName() {
		return Stream.of(refused("baseUrl", (builder) -> builder.baseUrl(null)),
				refused("clientConnector", (builder) -> builder.clientConnector(null)),
				refused("defaults", (builder) -> builder.defaultRequest(null)),
				refused("maxInMemorySize", (builder) -> builder.maxInMemorySize(null)),
				refused("delay", (builder) -> builder.retry(2, null, TIMEOUT)),
				refused("maxDelay", (builder) -> builder.retry(2, TIMEOUT, null)),
				refused("jsonMapper", (builder) -> builder.jsonMapper(null)),
				refused("interceptor", (builder) -> builder.interceptor(null)),
				refused("observationRegistry", (builder) -> builder.observationRegistry(null)),
				refused("webClientBuilder", (builder) -> GenerateTemplate.builder(null)),
				refused("request", (builder) -> builder.build().generate(null)),
				refused("request", (builder) -> builder.build().stream(null)),
				refused("prompt", (builder) -> builder.build().prompt(null)),
				refused("keepAlive", (builder) -> builder.build().load("m", null)));
	}

	private static Arguments refused(String name, Consumer<GenerateTemplate.Builder> call) {
		return arguments(name, call);
	}

	@ParameterizedTest
	@MethodSource
	void nullIsRefusedByItsName(String name, Consumer<GenerateTemplate.Builder> call) {
		assertThatIllegalArgumentException().isThrownBy(() -> call.accept(template()))
			.withMessage("'" + name + "' must not be null");
	}

	@Test
	void largestSizeOfALineIsAccepted() {
		assertThat(template().maxInMemorySize(DataSize.ofBytes(Integer.MAX_VALUE)).build().load("gemma3").done())
			.isTrue();
	}

}
