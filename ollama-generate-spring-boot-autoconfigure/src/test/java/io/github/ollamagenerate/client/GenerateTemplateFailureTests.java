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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for failures of {@link GenerateTemplate}: what the {@link FaultMatrixTests
 * matrix} does not go into.
 */
@ExtendWith({ MockOllamaExtension.class, BufferLeakDetector.Extension.class, BlockingCallDetector.Extension.class })
class GenerateTemplateFailureTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String PROMPT = "canary-prompt";

	private static final String KEY = "canary-key";

	private static final String TOKEN_A = "{\"model\":\"m\",\"created_at\":\"2026-11-25T00:06:59Z\",\"response\":\"canary-a\",\"done\":false}";

	private static final String DONE = "{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\"}";

	private MockOllamaServer server;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
	}

	private GenerateTemplate.Builder template() {
		return GenerateTemplate.builder(WebClient.builder().defaultHeader("Authorization", "Bearer " + KEY))
			.baseUrl(this.server.url())
			.retry(1, Duration.ZERO, Duration.ZERO)
			.defaultRequest((request) -> request.model("m"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"error\":{\"message\":\"inner\",\"code\":500}}",
			"{\"error\":\"{\\\"error\\\":{\\\"code\\\":500,\\\"message\\\":\\\"inner\\\"}}\"}" })
	void innerMessageOfAnErrorIsShown(String line) {
		this.server.enqueue(MockAnswer.lines(line));
		assertThat(fail(CallMode.CALL, GenerateResponseException.class).serverText()).isEqualTo("inner");
	}

	@Test
	void errorLineThatRepeatsTheRequestIsAnErrorAllTheSame() {
		this.server.enqueue(MockAnswer.lines(TOKEN_A, "{\"error\":{\"input\":\"canary-prompt\"}}"));
		GenerateResponseException ex = fail(CallMode.CALL, GenerateResponseException.class);
		assertThat(ex.serverText()).isNull();
		assertThat(ex).hasMessageEndingWith("characters of the answer");
	}

	@Test
	void connectionThatBreaksDoesNotHideTheWordsOfAProxy() {
		this.server.enqueue(MockAnswer.bytes(utf8("upstream connect error")).thenCut());
		assertThat(fail(CallMode.CALL, UnreadableResponseException.class).serverText())
			.isEqualTo("upstream connect error");
	}

	@ParameterizedTest
	@ValueSource(strings = { "123\n", "\"text\"\n", "[1,2]\n", "null\n" })
	void jsonThatIsNoObject(String line) {
		this.server.enqueue(MockAnswer.bytes(utf8(line)));
		assertThat(fail(CallMode.CALL, UnreadableResponseException.class)).hasMessageContaining("not a JSON object");
	}

	// on the same connection, and so the same thread with its parser
	@Test
	void textThatIsCutDoesNotReachTheNextAnswer() {
		GenerateTemplate template = template().build();
		this.server.enqueue(MockAnswer.bytes(utf8("\"text}")));
		this.server.enqueue(MockAnswer.lines(TOKEN_A, DONE));
		assertThat(catchThrowableOfType(GenerateException.class, () -> template.prompt(PROMPT).call().content()))
			.isNotNull();
		assertThat(template.prompt(PROMPT).call().content()).isEqualTo("canary-a");
	}

	@ParameterizedTest
	@EnumSource
	void brokenJsonIsNotQuotedSinceItMayHoldTheAnswer(CallMode mode) {
		this.server.enqueue(MockAnswer.bytes(utf8(TOKEN_A + "\n"),
				utf8("{\"model\":\"m\",\"response\":\"canary-b\n canary-c\",\"done\":false}\n")));
		UnreadableResponseException ex = fail(mode, UnreadableResponseException.class);
		assertThat(ex).hasMessageContaining("not a JSON object").hasMessageNotContaining("canary");
		assertThat(ex.serverText()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "data: {\"model\":\"m\",\"response\":\"canary-b\"}", "[{\"response\":\"canary-b\"}]",
			"\"canary-b\"", "5 {\"response\":\"canary-b\"}" })
	void answerInAnotherWrappingIsNotQuoted(String line) {
		this.server.enqueue(MockAnswer.lines(line));
		UnreadableResponseException ex = fail(CallMode.CALL, UnreadableResponseException.class);
		assertThat(ex + " " + ex.serverText()).doesNotContain("canary");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"response\":42", "\"response\":{\"a\":1}", "\"response\":[\"a\"]", "\"thinking\":true",
			"\"response\":\"a\",\"done\":\"yes\"", "\"response\":\"a\",\"done_reason\":7", "\"model\":1.5" })
	void fieldOfTheAnswerWithAnotherTypeIsNoAnswer(String fields) {
		this.server.enqueue(MockAnswer.lines("{" + fields + ",\"done\":true}"));
		assertThat(fail(CallMode.CALL, UnreadableResponseException.class))
			.hasMessageContaining("has an unexpected type");
	}

	@Test
	void oddityBesidesTheAnswerDoesNotCostIt() {
		this.server.enqueue(MockAnswer.lines("""
				{"model":"m","created_at":5,"response":"a","done":true,"done_reason":"stop","eval_count":3000000000,\
				"total_duration":99999999999999999999,"load_duration":1.5,"context":["x",null],\
				"logprobs":[{"token":null,"logprob":"x","bytes":[null,"a"]}],"remote_host":{}}"""));
		GenerateResponse response = template().build().prompt(PROMPT).context(List.of()).call().response();
		assertThat(response.response()).isEqualTo("a");
		assertThat(response.context()).isNull();
		assertThat(response.metrics()).isEqualTo(GenerateResponse.Metrics.none());
		assertThat(response.logprobs()).hasSize(1);
		assertThat(response.additionalFields()).containsOnlyKeys("created_at", "eval_count", "total_duration",
				"load_duration", "context", "remote_host");
	}

	@Test
	void lineWithoutTextAfterTheEndChangesNothing() {
		this.server.enqueue(MockAnswer.lines(TOKEN_A, DONE, "{\"model\":\"m\",\"response\":\"\",\"done\":false}"));
		GenerateResponse response = template().build().prompt(PROMPT).call().response();
		assertThat(response.response()).isEqualTo("canary-a");
		assertThat(response.done()).isTrue();
	}

	@Test
	void connectionCutAfterTheEndIsNoFailure() {
		this.server.enqueue(MockAnswer.bytes(utf8(TOKEN_A + "\n"), utf8(DONE + "\n")).thenCut());
		assertThat(template().build().prompt(PROMPT).call().content()).isEqualTo("canary-a");
	}

	@Test
	void manyShortLinesTogetherMayExceedTheLimit() {
		String[] lines = new String[200];
		Arrays.fill(lines, TOKEN_A);
		lines[199] = DONE;
		this.server.enqueue(MockAnswer.bytes(utf8(String.join("\n", lines))));
		GenerateTemplate template = template().maxInMemorySize(DataSize.ofBytes(200)).build();
		assertThat(template.prompt(PROMPT).stream().responses().count().block(TIMEOUT)).isEqualTo(200);
	}

	@Test
	void notFoundThatIsNotOllamasPointsAtTheUrl() {
		this.server.enqueue(MockAnswer.bytes(utf8("404 page not found")).status(404).contentType("text/plain"));
		GenerateResponseException ex = fail(CallMode.CALL, GenerateResponseException.class);
		assertThat(ex).isExactlyInstanceOf(GenerateResponseException.class)
			.hasMessageContaining("404 page not found")
			.hasMessageContaining("Is it Ollama? Check ollama.base-url");
	}

	@Test
	void notFoundOfAGatewayIsNotToldAsAMissingModel() {
		this.server.enqueue(MockAnswer.json(404, "{\"status\":404,\"error\":\"Not Found\",\"path\":\"/x\"}"));
		GenerateResponseException ex = fail(CallMode.CALL, GenerateResponseException.class);
		assertThat(ex).isExactlyInstanceOf(GenerateResponseException.class)
			.hasMessageContaining("Is it Ollama? Check ollama.base-url")
			.hasMessageNotContaining("ollama pull");
	}

	// each waits for the time limit of an error body
	@Execution(ExecutionMode.CONCURRENT)
	@ParameterizedTest
	@EnumSource
	void errorBodyThatStallsDoesNotHideTheStatus(CallMode mode) {
		this.server.enqueue(MockAnswer.bytes(utf8("server busy")).status(503).thenStall());
		GenerateResponseException ex = fail(mode, GenerateResponseException.class);
		assertThat(ex.status()).isEqualTo(503);
		assertThat(ex.serverText()).isEqualTo("server busy");
	}

	@ParameterizedTest
	@EnumSource
	void errorBodyThatIsCutDoesNotHideTheStatus(CallMode mode) {
		this.server.enqueue(MockAnswer.bytes(utf8("server busy")).status(503).thenCut());
		assertThat(fail(mode, GenerateResponseException.class).status()).isEqualTo(503);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"detail\":[{\"loc\":[\"body\"],\"input\":{\"prompt\":\"canary-prompt\"}}]}",
			"[{\"prompt\":\"canary-prompt\"}]", "\"canary-prompt\"",
			"{\"error\":{\"input\":{\"prompt\":\"canary-prompt\"}}}", "{\"error\":[\"canary-prompt\"]}",
			"{\"prompt\":\"canary-prompt\"}" })
	void requestThatAnErrorRepeatsIsNotShown(String body) {
		this.server.enqueue(MockAnswer.json(422, body));
		GenerateResponseException ex = fail(CallMode.CALL, GenerateResponseException.class);
		assertThat(ex.status()).isEqualTo(422);
		assertThat(ex.serverText()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "message", "detail", "title" })
	void messageOfAnotherServersErrorIsShown(String name) {
		this.server.enqueue(MockAnswer.json(401, "{\"" + name + "\":\"no key\"}"));
		assertThat(fail(CallMode.CALL, GenerateResponseException.class).serverText()).isEqualTo("no key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<", "<script", "<style>", "<script>x</script>", "<a" })
	void pageThatIsMadeToHurtIsReadInTime(String part) {
		this.server.enqueue(MockAnswer.bytes(utf8(part.repeat(60_000 / part.length()))).status(500));
		assertThat(fail(CallMode.CALL, GenerateResponseException.class).status()).isEqualTo(500);
	}

	@Test
	void failureOfAFilterOfTheApplicationIsOfOurType() {
		GenerateTemplate template = GenerateTemplate
			.builder(WebClient.builder().filter((request, next) -> Mono.error(new IllegalStateException("broken"))))
			.baseUrl(this.server.url())
			.defaultRequest((request) -> request.model("m"))
			.build();
		GenerateRequestException ex = fail(CallMode.CALL, template, GenerateRequestException.class);
		assertThat(ex).hasRootCauseMessage("broken").hasMessageContaining("IllegalStateException");
	}

	@Test
	void clientThatCannotBeMadeIsAFailureOfTheRequestAndIsTriedAgain() {
		AtomicBoolean broken = new AtomicBoolean(true);
		GenerateTemplate template = GenerateTemplate
			.builder(WebClient.builder().codecs((codecs) -> Assert.state(!broken.get(), "broken")))
			.baseUrl(this.server.url())
			.defaultRequest((request) -> request.model("m"))
			.build();
		GenerateRequestException ex = fail(CallMode.CALL, template, GenerateRequestException.class);
		assertThat(ex).hasRootCauseMessage("broken").hasMessageContaining("IllegalStateException");
		broken.set(false);
		this.server.enqueue(MockAnswer.tokens("a"));
		assertThat(template.prompt(PROMPT).call().content()).isEqualTo("a");
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private <T extends GenerateException> T fail(CallMode mode, Class<T> type) {
		return fail(mode, template().build(), type);
	}

	private <T extends GenerateException> T fail(CallMode mode, GenerateTemplate template, Class<T> type) {
		T ex = catchThrowableOfType(type, () -> mode.send(template, PROMPT).blockLast(TIMEOUT));
		assertThat(ex).as("failure of %s", mode).isNotNull();
		assertThat(ex.toString()).doesNotContain(PROMPT).doesNotContain(KEY).doesNotContain("canary-");
		return ex;
	}

}
