package io.github.ollamagenerate.client;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.ModelNotFoundException;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for the failures of {@link GenerateTemplate} over a real socket, in each mode.
 */
class GenerateTemplateFailureTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String PROMPT = "canary-prompt";

	private static final String KEY = "canary-key";

	private static final String TOKEN_A = "{\"model\":\"m\",\"created_at\":\"2026-11-25T00:06:59Z\",\"response\":\"canary-a\",\"done\":false}";

	private static final String DONE = "{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\"}";

	private MockOllamaServer server;

	@BeforeEach
	void start() {
		this.server = MockOllamaServer.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	private GenerateTemplate.Builder template() {
		return GenerateTemplate.builder(WebClient.builder().defaultHeader("Authorization", "Bearer " + KEY))
			.baseUrl(this.server.url())
			.retry(1, Duration.ZERO, Duration.ZERO)
			.defaultRequest((request) -> request.model("m"));
	}

	@ParameterizedTest
	@EnumSource
	void unknownModel(Mode mode) {
		ModelNotFoundException ex = fail(mode, ModelNotFoundException.class);
		assertThat(ex).hasMessageContaining(this.server.url())
			.hasMessageContaining("model 'm' not found")
			.hasMessageContaining("ollama pull m");
		assertThat(ex.status()).isEqualTo(404);
		assertThat(ex.serverText()).isEqualTo("model 'm' not found");
		assertThat(ex.model()).isEqualTo("m");
		assertThat(ex.partialResponse()).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void serverNotRunning(Mode mode) {
		this.server.close();
		GenerateRequestException ex = fail(mode, GenerateRequestException.class);
		assertThat(ex).isExactlyInstanceOf(GenerateRequestException.class)
			.hasMessageContaining(this.server.url())
			.hasMessageContaining("Is Ollama running there?")
			.hasMessageContaining("ollama serve")
			.hasMessageContaining("host.docker.internal");
		assertThat(ex.model()).isEqualTo("m");
	}

	@ParameterizedTest
	@EnumSource
	void unknownHost(Mode mode) {
		GenerateTemplate template = template().baseUrl("http://no-such-host.invalid:11434").build();
		GenerateRequestException ex = fail(mode, template, GenerateRequestException.class, new ArrayList<>());
		assertThat(ex).hasMessageContaining("the host no-such-host.invalid is unknown")
			.hasMessageContaining("ollama.base-url");
	}

	@ParameterizedTest
	@EnumSource
	void tlsToAPlainServer(Mode mode) {
		GenerateTemplate template = template().baseUrl(this.server.url().replace("http:", "https:")).build();
		GenerateRequestException ex = fail(mode, template, GenerateRequestException.class, new ArrayList<>());
		assertThat(ex).hasMessageContaining("does not speak TLS")
			.hasMessageContaining("ollama.base-url")
			.hasMessageNotContaining("48545450");
	}

	@Test
	void tlsToAServerThatIsNotTrusted(@TempDir Path folder) throws Exception {
		try (SelfSignedServer untrusted = new SelfSignedServer(folder)) {
			GenerateTemplate template = template().baseUrl(untrusted.url()).build();
			for (Mode mode : Mode.values()) {
				GenerateRequestException ex = fail(mode, template, GenerateRequestException.class, new ArrayList<>());
				assertThat(ex).hasMessageContaining("the TLS handshake failed")
					.hasMessageContaining("Does ollama.ssl.bundle trust the server?");
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void errorLineAfterText(Mode mode) {
		this.server.enqueue(MockAnswer.lines(TOKEN_A, "{\"error\":\"an error was encountered: unexpected EOF\"}"));
		List<GenerateResponse> received = new ArrayList<>();
		GenerateResponseException ex = fail(mode, template().build(), GenerateResponseException.class, received);
		assertThat(ex).hasMessageContaining("an error was encountered: unexpected EOF")
			.hasMessageContaining(this.server.url());
		assertThat(ex.status()).isEqualTo(200);
		assertThat(ex.serverText()).isEqualTo("an error was encountered: unexpected EOF");
		assertPartial(mode, ex, received);
	}

	@ParameterizedTest
	@EnumSource
	void errorLineFirstAndWithoutFinalNewline(Mode mode) {
		this.server.enqueue(MockAnswer.bytes(utf8("{\"error\":\"out of memory\"}")));
		GenerateResponseException ex = fail(mode, GenerateResponseException.class);
		assertThat(ex).hasMessageContaining("out of memory");
		assertThat(ex.partialResponse()).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void errorLineAfterTheEnd(Mode mode) {
		this.server.enqueue(MockAnswer.lines(TOKEN_A, DONE, "{\"error\":\"late\"}"));
		GenerateResponseException ex = fail(mode, GenerateResponseException.class);
		assertThat(ex.serverText()).isEqualTo("late");
	}

	@ParameterizedTest
	@EnumSource
	void errorOfARemoteModel(Mode mode) {
		this.server.enqueue(MockAnswer
			.bytes(utf8("{\"StatusCode\":429,\"Status\":\"429 Too Many Requests\",\"error\":\"weekly limit\"}")));
		GenerateResponseException ex = fail(mode, GenerateResponseException.class);
		assertThat(ex.status()).isEqualTo(429);
		assertThat(ex).hasMessageContaining("weekly limit");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"error\":{\"message\":\"inner\",\"code\":500}}",
			"{\"error\":\"{\\\"error\\\":{\\\"code\\\":500,\\\"message\\\":\\\"inner\\\"}}\"}" })
	void innerMessageOfAnErrorIsShown(String line) {
		this.server.enqueue(MockAnswer.lines(line));
		assertThat(fail(Mode.CALL, GenerateResponseException.class).serverText()).isEqualTo("inner");
	}

	@Test
	void errorLineThatRepeatsTheRequestIsAnErrorAllTheSame() {
		this.server.enqueue(MockAnswer.lines(TOKEN_A, "{\"error\":{\"input\":\"canary-prompt\"}}"));
		GenerateResponseException ex = fail(Mode.CALL, GenerateResponseException.class);
		assertThat(ex.serverText()).isNull();
		assertThat(ex).hasMessageEndingWith("characters of the answer");
	}

	@ParameterizedTest
	@EnumSource
	void lineThatIsNoJson(Mode mode) {
		this.server.enqueue(MockAnswer.lines(TOKEN_A, "upstream connect error"));
		List<GenerateResponse> received = new ArrayList<>();
		UnreadableResponseException ex = fail(mode, template().build(), UnreadableResponseException.class, received);
		assertThat(ex).hasMessageContaining("no JSON object").hasMessageContaining("upstream connect error");
		assertThat(ex.serverText()).isEqualTo("upstream connect error");
		assertPartial(mode, ex, received);
	}

	@ParameterizedTest
	@EnumSource
	void pageOfAProxyWithStatus200(Mode mode) {
		this.server.enqueue(MockAnswer
			.bytes(utf8("<html><head><style>x</style></head><body><h1>Sign in</h1> to the gateway</body></html>"))
			.contentType("text/html"));
		UnreadableResponseException ex = fail(mode, UnreadableResponseException.class);
		assertThat(ex.serverText()).isEqualTo("Sign in to the gateway");
	}

	@ParameterizedTest
	@ValueSource(strings = { "123\n", "\"text\"\n", "[1,2]\n", "null\n" })
	void jsonThatIsNoObject(String line) {
		this.server.enqueue(MockAnswer.bytes(utf8(line)));
		assertThat(fail(Mode.CALL, UnreadableResponseException.class)).hasMessageContaining("no JSON object");
	}

	@ParameterizedTest
	@EnumSource
	void brokenJsonIsNotQuotedSinceItMayHoldTheAnswer(Mode mode) {
		this.server.enqueue(MockAnswer.bytes(utf8(TOKEN_A + "\n"),
				utf8("{\"model\":\"m\",\"response\":\"canary-b\n canary-c\",\"done\":false}\n")));
		UnreadableResponseException ex = fail(mode, UnreadableResponseException.class);
		assertThat(ex).hasMessageContaining("no JSON object").hasMessageNotContaining("canary");
		assertThat(ex.serverText()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "data: {\"model\":\"m\",\"response\":\"canary-b\"}", "[{\"response\":\"canary-b\"}]",
			"\"canary-b\"", "5 {\"response\":\"canary-b\"}" })
	void answerInAnotherWrappingIsNotQuoted(String line) {
		this.server.enqueue(MockAnswer.lines(line));
		UnreadableResponseException ex = fail(Mode.CALL, UnreadableResponseException.class);
		assertThat(ex + " " + ex.serverText()).doesNotContain("canary");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"response\":42", "\"response\":{\"a\":1}", "\"response\":[\"a\"]", "\"thinking\":true",
			"\"response\":\"a\",\"done\":\"yes\"", "\"response\":\"a\",\"done_reason\":7", "\"model\":1.5" })
	void fieldOfTheAnswerWithAnotherTypeIsNoAnswer(String fields) {
		this.server.enqueue(MockAnswer.lines("{" + fields + ",\"done\":true}"));
		assertThat(fail(Mode.CALL, UnreadableResponseException.class)).hasMessageContaining("has an unexpected type");
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

	@ParameterizedTest
	@EnumSource
	void textAfterTheEnd(Mode mode) {
		this.server.enqueue(MockAnswer.lines(TOKEN_A, DONE, TOKEN_A));
		List<GenerateResponse> received = new ArrayList<>();
		UnreadableResponseException ex = fail(mode, template().build(), UnreadableResponseException.class, received);
		assertThat(ex).hasMessageContaining("more text when the answer had ended");
		assertThat(ex.partialResponse().doneReason()).isEqualTo("stop");
	}

	@Test
	void lineWithoutTextAfterTheEndChangesNothing() {
		this.server.enqueue(MockAnswer.lines(TOKEN_A, DONE, "{\"model\":\"m\",\"response\":\"\",\"done\":false}"));
		GenerateResponse response = template().build().prompt(PROMPT).call().response();
		assertThat(response.response()).isEqualTo("canary-a");
		assertThat(response.done()).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void endWithoutDone(Mode mode) {
		this.server.enqueue(MockAnswer.lines(TOKEN_A));
		List<GenerateResponse> received = new ArrayList<>();
		TruncatedResponseException ex = fail(mode, template().build(), TruncatedResponseException.class, received);
		assertThat(ex).hasMessageContaining("ended early, after 8 characters")
			.hasMessageContaining("neither done nor done_reason");
		assertPartial(mode, ex, received);
	}

	@ParameterizedTest
	@EnumSource
	void nothingAtAll(Mode mode) {
		this.server.enqueue(MockAnswer.bytes());
		TruncatedResponseException ex = fail(mode, TruncatedResponseException.class);
		assertThat(ex.partialResponse()).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void connectionCutWithinALine(Mode mode) {
		this.server.enqueue(MockAnswer.bytes(utf8(TOKEN_A + "\n"), utf8("{\"model\":\"m\",\"respo")).thenCut());
		List<GenerateResponse> received = new ArrayList<>();
		TruncatedResponseException ex = fail(mode, template().build(), TruncatedResponseException.class, received);
		assertThat(ex).hasMessageContaining("broke while model 'm' was answering").hasCauseInstanceOf(Exception.class);
		assertPartial(mode, ex, received);
	}

	@Test
	void connectionCutAfterTheEndIsNoFailure() {
		this.server.enqueue(MockAnswer.bytes(utf8(TOKEN_A + "\n"), utf8(DONE + "\n")).thenCut());
		assertThat(template().build().prompt(PROMPT).call().content()).isEqualTo("canary-a");
	}

	@Test
	void doneReasonWithoutDoneIsAnEnd() {
		this.server.enqueue(MockAnswer.lines(TOKEN_A, "{\"model\":\"m\",\"response\":\"\",\"done_reason\":\"stop\"}"));
		GenerateResponse response = template().build().prompt(PROMPT).call().response();
		assertThat(response.done()).isTrue();
		assertThat(response.doneReason()).isEqualTo("stop");
	}

	@ParameterizedTest
	@EnumSource
	void lineOverTheLimit(Mode mode) {
		this.server.enqueue(MockAnswer.lines(TOKEN_A, contextLine(3000)));
		GenerateTemplate template = template().maxInMemorySize(DataSize.ofKilobytes(4)).build();
		List<GenerateResponse> received = new ArrayList<>();
		UnreadableResponseException ex = fail(mode, template, UnreadableResponseException.class, received);
		assertThat(ex).hasMessageContaining("exceeds 4096 bytes").hasMessageContaining("ollama.max-in-memory-size");
		assertPartial(mode, ex, received);
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

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void contextOf200000TokensPassesWithDefaultSettings(boolean aggregate) {
		this.server.enqueue(MockAnswer.lines(contextLine(200_000)));
		GenerateResponse response = template().aggregate(aggregate).build().prompt(PROMPT).call().response();
		assertThat(response.doneReason()).isEqualTo("stop");
		assertThat(response.context()).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void statusWithAPageOfAProxy(Mode mode) {
		this.server.enqueue(MockAnswer.bytes(utf8("<html><title>502 Bad Gateway</title></html>"))
			.status(502)
			.contentType("text/html"));
		GenerateResponseException ex = fail(mode, GenerateResponseException.class);
		assertThat(ex).isExactlyInstanceOf(GenerateResponseException.class)
			.hasMessageContaining("status 502")
			.hasMessageContaining("502 Bad Gateway");
		assertThat(ex.status()).isEqualTo(502);
	}

	@ParameterizedTest
	@EnumSource
	void statusWithoutBody(Mode mode) {
		this.server.enqueue(MockAnswer.bytes().status(403).contentType(null));
		GenerateResponseException ex = fail(mode, GenerateResponseException.class);
		assertThat(ex.status()).isEqualTo(403);
		assertThat(ex.serverText()).isNull();
	}

	@Test
	void notFoundThatIsNotOllamasPointsAtTheUrl() {
		this.server.enqueue(MockAnswer.bytes(utf8("404 page not found")).status(404).contentType("text/plain"));
		GenerateResponseException ex = fail(Mode.CALL, GenerateResponseException.class);
		assertThat(ex).isExactlyInstanceOf(GenerateResponseException.class)
			.hasMessageContaining("404 page not found")
			.hasMessageContaining("Is it Ollama? Check ollama.base-url");
	}

	@Test
	void notFoundOfAGatewayIsNotToldAsAMissingModel() {
		this.server.enqueue(MockAnswer.json(404, "{\"status\":404,\"error\":\"Not Found\",\"path\":\"/x\"}"));
		GenerateResponseException ex = fail(Mode.CALL, GenerateResponseException.class);
		assertThat(ex).isExactlyInstanceOf(GenerateResponseException.class)
			.hasMessageContaining("Is it Ollama? Check ollama.base-url")
			.hasMessageNotContaining("ollama pull");
	}

	@Test
	void redirectIsAFailure() {
		this.server.enqueue(MockAnswer.bytes().status(307).header("Location", "http://localhost:1/api/generate"));
		assertThat(fail(Mode.CALL, GenerateResponseException.class)).hasMessageContaining("Redirects are not followed");
	}

	@ParameterizedTest
	@EnumSource
	void errorBodyThatStallsDoesNotHideTheStatus(Mode mode) {
		this.server.enqueue(MockAnswer.bytes(utf8("server busy")).status(503).thenStall());
		GenerateResponseException ex = fail(mode, GenerateResponseException.class);
		assertThat(ex.status()).isEqualTo(503);
		assertThat(ex.serverText()).isEqualTo("server busy");
	}

	@ParameterizedTest
	@EnumSource
	void errorBodyThatIsCutDoesNotHideTheStatus(Mode mode) {
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
		GenerateResponseException ex = fail(Mode.CALL, GenerateResponseException.class);
		assertThat(ex.status()).isEqualTo(422);
		assertThat(ex.serverText()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "message", "detail", "title" })
	void messageOfAnotherServersErrorIsShown(String name) {
		this.server.enqueue(MockAnswer.json(401, "{\"" + name + "\":\"no key\"}"));
		assertThat(fail(Mode.CALL, GenerateResponseException.class).serverText()).isEqualTo("no key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<", "<script", "<style>", "<script>x</script>", "<a" })
	void pageThatIsMadeToHurtIsReadInTime(String part) {
		this.server.enqueue(MockAnswer.bytes(utf8(part.repeat(60_000 / part.length()))).status(500));
		assertThat(fail(Mode.CALL, GenerateResponseException.class).status()).isEqualTo(500);
	}

	@Test
	void failureOfAFilterOfTheApplicationIsOfOurType() {
		GenerateTemplate template = GenerateTemplate
			.builder(WebClient.builder().filter((request, next) -> Mono.error(new IllegalStateException("broken"))))
			.baseUrl(this.server.url())
			.defaultRequest((request) -> request.model("m"))
			.build();
		GenerateRequestException ex = fail(Mode.CALL, template, GenerateRequestException.class, new ArrayList<>());
		assertThat(ex).hasRootCauseMessage("broken").hasMessageContaining("IllegalStateException");
	}

	private static String contextLine(int tokens) {
		StringBuilder context = new StringBuilder();
		for (int i = 0; i < tokens; i++) {
			context.append((i > 0) ? "," : "").append(i);
		}
		return "{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\",\"context\":[" + context
				+ "]}";
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private void assertPartial(Mode mode, GenerateException ex, List<GenerateResponse> received) {
		assertThat(ex.partialResponse()).isNotNull();
		assertThat(ex.partialResponse().response()).isEqualTo("canary-a");
		if (mode == Mode.STREAM) {
			assertThat(received).extracting(GenerateResponse::response).containsExactly("canary-a");
		}
	}

	private <T extends GenerateException> T fail(Mode mode, Class<T> type) {
		return fail(mode, template().build(), type, new ArrayList<>());
	}

	private <T extends GenerateException> T fail(Mode mode, GenerateTemplate template, Class<T> type,
			List<GenerateResponse> received) {
		T ex = catchThrowableOfType(type,
				() -> mode.send.apply(template, PROMPT).doOnNext(received::add).blockLast(TIMEOUT));
		assertThat(ex).as("failure of %s", mode).isNotNull();
		assertThat(ex.toString()).doesNotContain(PROMPT).doesNotContain(KEY).doesNotContain("canary-");
		return ex;
	}

	enum Mode {

		CALL((template, prompt) -> Flux.defer(() -> Flux.just(template.prompt(prompt).call().response()))),

		MONO((template, prompt) -> template.prompt(prompt).mono().response().flux()),

		STREAM((template, prompt) -> template.prompt(prompt).stream().responses());

		private final BiFunction<GenerateTemplate, String, Flux<GenerateResponse>> send;

		Mode(BiFunction<GenerateTemplate, String, Flux<GenerateResponse>> send) {
			this.send = send;
		}

	}

}
