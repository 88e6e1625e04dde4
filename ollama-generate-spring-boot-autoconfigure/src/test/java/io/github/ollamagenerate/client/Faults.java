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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import io.github.ollamagenerate.ContextLengthException;
import io.github.ollamagenerate.GenerateAuthenticationException;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.ModelNotFoundException;
import io.github.ollamagenerate.RateLimitedException;
import io.github.ollamagenerate.ServerBusyException;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.UnsupportedFeatureException;
import io.github.ollamagenerate.test.MockAnswer;

/**
 * The rows of the fault matrix.
 */
final class Faults {

	private static final Duration SHORT = Duration.ofMillis(150);

	private static final String TOKEN = "{\"model\":\"m\",\"created_at\":\"2026-11-25T00:06:59Z\",\"response\":\"canary-a\",\"done\":false}";

	private static final String DONE = "{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\"}";

	private static final String ERROR = "{\"error\":\"an error was encountered: unexpected EOF\"}";

	private static final String ERROR_TEXT = "an error was encountered: unexpected EOF";

	private static final String BUSY = "server busy, please try again.  maximum pending requests exceeded";

	private static final int MAX_LINE = 8 * 1024 * 1024;

	private Faults() {
	}

	static List<Fault> all() {
		return Stream
			.of(answersThatFail(), answersThatAreUnreadable(), refusals(), putOff(), proxies(), silence(),
					connections(), odd(), RefusalFaults.all(), AnswerFaults.all(), ConnectionFaults.all(),
					FaultsOnDemand.all())
			.flatMap(List::stream)
			.toList();
	}

	private static List<Fault> answersThatFail() {
		return List.of(
				Fault.of("error line first", MockAnswer.lines(ERROR))
					.fails(GenerateResponseException.class, "stream_error", "after 0 characters of the answer")
					.server(200, ERROR_TEXT),
				Fault.of("error line after text, more text follows", MockAnswer.lines(TOKEN, ERROR, TOKEN, DONE))
					.fails(GenerateResponseException.class, "stream_error", "after 8 characters of the answer")
					.server(200, ERROR_TEXT)
					.text("canary-a"),
				Fault.of("error line last", MockAnswer.lines(TOKEN, ERROR))
					.fails(GenerateResponseException.class, "stream_error", "after 8 characters of the answer")
					.server(200, ERROR_TEXT)
					.text("canary-a"),
				Fault.of("error line last, without a newline", MockAnswer.bytes(utf8(TOKEN + "\n" + ERROR)))
					.fails(GenerateResponseException.class, "stream_error", "after 8 characters of the answer")
					.server(200, ERROR_TEXT)
					.text("canary-a"),
				Fault.of("error line alone, without a newline", MockAnswer.bytes(utf8(ERROR)))
					.fails(GenerateResponseException.class, "stream_error", "after 0 characters of the answer")
					.server(200, ERROR_TEXT),
				Fault.of("error line after `done`", MockAnswer.lines(TOKEN, DONE, ERROR))
					.fails(GenerateResponseException.class, "stream_error", "after 8 characters of the answer")
					.server(200, ERROR_TEXT)
					.text("canary-a"),
				Fault
					.of("error line of a remote model (`StatusCode`, `Status`, `error`)", MockAnswer.lines(TOKEN,
							"{\"StatusCode\":429,\"Status\":\"429 Too Many Requests\",\"error\":\"weekly limit\"}"))
					.fails(RateLimitedException.class, "429", "does not say when to retry")
					.server(429, "weekly limit")
					.text("canary-a"),
				Fault.of("end without `done`", MockAnswer.lines(TOKEN))
					.fails(TruncatedResponseException.class, "truncated", "neither done nor done_reason arrived")
					.text("canary-a"),
				Fault.of("nothing at all", MockAnswer.bytes())
					.fails(TruncatedResponseException.class, "truncated", "neither done nor done_reason arrived"),
				Fault
					.of("connection cut within a line",
							MockAnswer.bytes(utf8(TOKEN + "\n"), utf8("{\"model\":\"m\",\"respo")).thenCut())
					.fails(TruncatedResponseException.class, "truncated", "broke while model 'm' was answering")
					.text("canary-a"));
	}

	private static List<Fault> answersThatAreUnreadable() {
		return List.of(
				Fault.of("line that is not JSON", MockAnswer.lines(TOKEN, "upstream connect error"))
					.fails(UnreadableResponseException.class, "decode", "a line that is not a JSON object")
					.text("canary-a"),
				Fault.of("text after `done`", MockAnswer.lines(TOKEN, DONE, TOKEN))
					.fails(UnreadableResponseException.class, "decode", "more text after the end of the answer")
					.text("canary-a"),
				Fault.of("line over the limit", MockAnswer.lines(TOKEN, longLine(MAX_LINE + 1)))
					.fails(UnreadableResponseException.class, "decode", "Raise ollama.max-in-memory-size")
					.text("canary-a"));
	}

	private static List<Fault> refusals() {
		return List.of(refusal(404, "model 'm' not found", ModelNotFoundException.class, "ollama pull m"),
				refusal(400, "\"m\" does not support thinking", UnsupportedFeatureException.class, "Do not set think"),
				refusal(400, "\"m\" does not support insert", UnsupportedFeatureException.class, "Do not set suffix"),
				refusal(400, "\"m\" does not support vision", UnsupportedFeatureException.class, "Remove the images"),
				refusal(400, "the input length exceeds the context length", ContextLengthException.class,
						"raise num_ctx"),
				Fault.of("status 401 with `signin_url`", MockAnswer.json(401,
						"{\"error\":\"unauthorized\",\"signin_url\":\"https://ollama.com/connect?key=canary-key\"}"))
					.fails(GenerateAuthenticationException.class, "401", "Run 'ollama signin' on the server")
					.server(401, "unauthorized"),
				Fault.of("status 403 without a body", MockAnswer.bytes().status(403).contentType(null))
					.fails(GenerateAuthenticationException.class, "403", "set OLLAMA_HOST=0.0.0.0 for the server")
					.server(403, null),
				refusal(500, "llama runner process has terminated", GenerateResponseException.class,
						"Check the server's log"),
				contentType("as `text/plain`", "text/plain"),
				contentType("as `application/x-ndjson`", "application/x-ndjson"),
				contentType("without a content type", null));
	}

	private static Fault refusal(int status, String text, Class<? extends GenerateResponseException> type,
			String says) {
		return Fault.of("status " + status + ": " + text, MockAnswer.json(status, error(text)))
			.fails(type, String.valueOf(status), says)
			.server(status, text);
	}

	private static Fault contentType(String name, String contentType) {
		return Fault
			.of("JSON error " + name, MockAnswer.json(400, error("invalid think value")).contentType(contentType))
			.fails(GenerateResponseException.class, "400", "invalid think value")
			.server(400, "invalid think value");
	}

	private static List<Fault> putOff() {
		MockAnswer busy = MockAnswer.json(503, error(BUSY));
		MockAnswer limited = MockAnswer.json(429, error("slow down"));
		MockAnswer answer = MockAnswer.tokens("canary-a");
		String date = "Wed, 25 Nov 2026 00:07:35 GMT";
		return List.of(Fault.of("status 503, then the answer", busy, answer).text("canary-a"),
				Fault.of("status 503 three times", busy, busy, busy)
					.fails(ServerBusyException.class, "503", "raise OLLAMA_MAX_QUEUE of the server")
					.server(503, BUSY),
				Fault
					.of("status 429 with `Retry-After` (seconds), then the answer", limited.header("Retry-After", "0"),
							answer)
					.text("canary-a"),
				Fault
					.of("status 429 with `Retry-After` (a date), then the answer",
							limited.header("Date", date).header("Retry-After", date), answer)
					.text("canary-a"),
				Fault
					.of("status 429 with a `Retry-After` that is longer than `max-delay`",
							limited.header("Retry-After", "90"))
					.fails(RateLimitedException.class, "429", "Try again in 90 seconds")
					.server(429, "slow down"),
				Fault.of("status 429 without `Retry-After`", limited)
					.fails(RateLimitedException.class, "429", "does not say when to retry")
					.server(429, "slow down"));
	}

	private static List<Fault> proxies() {
		MockAnswer badGateway = MockAnswer.bytes(utf8("<html><title>502 Bad Gateway</title><hr>nginx</html>"))
			.status(502)
			.contentType("text/html");
		MockAnswer page = MockAnswer
			.bytes(utf8("<html><head><style>x</style></head><body><h1>Sign in</h1> to the gateway</body></html>"))
			.contentType("text/html");
		return List.of(
				Fault.of("page of a proxy with status 502, then the answer", badGateway, MockAnswer.tokens("canary-a"))
					.text("canary-a"),
				Fault.of("page of a proxy with status 502 three times", badGateway, badGateway, badGateway)
					.fails(GenerateResponseException.class, "502", "check the server behind it")
					.server(502, "502 Bad Gateway nginx"),
				Fault.of("page of a proxy with status 200", page)
					.fails(UnreadableResponseException.class, "decode", "Is it Ollama, or a proxy in front of it?")
					.server(200, "Sign in to the gateway"),
				Fault.of("redirect to another host", (servers) -> {
					servers.ollama()
						.enqueue(MockAnswer.bytes()
							.status(307)
							.header("Location", servers.other().url() + "/api/generate"));
					return servers.ollama().url();
				}).fails(GenerateResponseException.class, "307", "Redirects are not followed").server(307, null));
	}

	private static List<Fault> silence() {
		return List.of(
				Fault.of("silence before the head of the answer", MockAnswer.stall())
					.timeouts((timeouts) -> timeouts.firstChunk(SHORT))
					.fails(GenerateTimeoutException.class, "timeout", "raise ollama.generate.timeout.first-chunk"),
				Fault.of("silence before the first chunk", MockAnswer.bytes(utf8("\n")).thenStall())
					.timeouts((timeouts) -> timeouts.firstChunk(SHORT))
					.fails(GenerateTimeoutException.class, "timeout", "raise ollama.generate.timeout.first-chunk"),
				Fault.of("silence between chunks", MockAnswer.bytes(utf8(TOKEN + "\n")).thenStall())
					.timeouts((timeouts) -> timeouts.idle(SHORT))
					.fails(GenerateTimeoutException.class, "timeout", "raise ollama.generate.timeout.idle")
					.text("canary-a"),
				Fault.of("answer that does not end in time", MockAnswer.bytes(utf8(TOKEN + "\n")).thenStall())
					.timeouts((timeouts) -> timeouts.total(SHORT.multipliedBy(4)))
					.fails(GenerateTimeoutException.class, "timeout", "raise ollama.generate.timeout.total")
					.text("canary-a"),
				Fault
					.of("slow but steady answer, longer than each limit",
							MockAnswer.tokens("a".repeat(40).split("")).pause(Duration.ofMillis(60)))
					.timeouts(
							(timeouts) -> timeouts.firstChunk(Duration.ofMillis(1_200)).idle(Duration.ofMillis(1_200)))
					.text("a".repeat(40)));
	}

	private static List<Fault> connections() {
		return List.of(Fault.of("connection refused", (servers) -> {
			servers.ollama().close();
			return servers.ollama().url();
		})
			.fails(GenerateRequestException.class, "connect",
					"Start it with 'ollama serve', or set ollama.base-url. (In a container, localhost is the container itself")
			.tried(3, 0),
				Fault.of("unknown host", (servers) -> "http://no-such-host.invalid:11434")
					.fails(GenerateRequestException.class, "connect", "the host no-such-host.invalid is unknown")
					.tried(1, 0),
				Fault
					.of("TLS to a server that speaks none",
							(servers) -> servers.ollama().url().replace("http:", "https:"))
					.fails(GenerateRequestException.class, "connect",
							"the server does not speak TLS at this port. Check the scheme of ollama.base-url")
					.tried(1, 0),
				Fault.of("TLS to a server that is not trusted", (servers) -> servers.untrusted().url())
					.fails(GenerateRequestException.class, "connect", "Does ollama.ssl.bundle trust the server?")
					.tried(1, 0),
				Fault.of("server restarted since the last call", (servers) -> {
					servers.restart();
					servers.ollama().enqueue(MockAnswer.tokens("canary-a"));
					return servers.ollama().url();
				}).text("canary-a"));
	}

	private static List<Fault> odd() {
		return List.of(
				Fault
					.of("`done_reason` without `done`",
							MockAnswer.lines(TOKEN, "{\"model\":\"m\",\"response\":\"\",\"done_reason\":\"stop\"}"))
					.text("canary-a"),
				Fault.of("line of 8 MB", MockAnswer.lines(TOKEN, longLine(MAX_LINE))).text("canary-a"),
				Fault
					.of("answer that is compressed",
							MockAnswer.bytes(gzip(TOKEN + "\n" + DONE + "\n")).header("Content-Encoding", "gzip"))
					.text("canary-a"));
	}

	private static String longLine(int length) {
		String start = DONE.replace("}", ",\"context\":[");
		// white space makes the length exact
		String context = "1,".repeat((length - start.length()) / 2 - 2) + "1";
		return start + context + " ".repeat(length - start.length() - context.length() - 2) + "]}";
	}

	private static byte[] gzip(String text) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(utf8(text));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return compressed.toByteArray();
	}

	private static String error(String text) {
		return "{\"error\":\"" + text.replace("\"", "\\\"") + "\"}";
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
