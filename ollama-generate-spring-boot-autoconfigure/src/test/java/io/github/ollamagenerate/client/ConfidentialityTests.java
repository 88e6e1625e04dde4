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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests that no message, log line or span repeats a secret or content, however a server
 * sends it back.
 */
@ExtendWith({ MockOllamaExtension.class, OutputCaptureExtension.class })
class ConfidentialityTests {

	private static final String IMAGE = Base64.getEncoder().encodeToString(utf8("canary-image-bytes"));

	// what a server may send back, and which part of it gives it away
	private static final Map<String, String> SECRETS = Map.of("key", "sk-canary/key+4711", "header",
			"canary team&green", "password", "canary:pass@word");

	private static final Map<String, String> CONTENTS = Map.of("prompt", "The canary of \"Ümit\"\nsings at dawn",
			"system", "You are a canary that never tells", "suffix", "canary, said the miner", "template",
			"{{ .System }} canary {{ .Prompt }} tweets", "image", IMAGE);

	private static final List<String> BODIES = List.of("{\"error\":\"%s\"}", "{\"error\":\"400: got %s, not valid\"}",
			"{\"error\":{\"message\":\"refused %s\"}}",
			"{\"error\":\"{\\\"error\\\":{\\\"message\\\":\\\"got %s\\\"}}\"}",
			"{\"error\":\"{\\\"prompt\\\":\\\"%s\\\"\"}", "{\"message\":\"no %s here\"}", "{\"title\":\"%s\"}",
			"{\"detail\":\"%s\"}", "{\"detail\":[{\"input\":\"%s\"}]}", "{\"input\":\"%s", "[{\"input\":\"%s\"}",
			"Bad request: %s", "Bad body: {\"prompt\":\"%s\"}", "Bad body: {'prompt': '%s'}", "prompt=%s&model=m",
			"<html><title>400</title><body>Your request: <pre>%s</pre></body></html>", "%s", "data: %s\n\n", "\"%s\"",
			"line 1\n%s\nline 3", "{\"error\":\"model '%s' not found\"}", "{\"error\":\"%s does not support it\"}");

	private static final List<Integer> STATUSES = List.of(400, 401, 403, 404, 422, 429, 500);

	private final StringBuilder observed = new StringBuilder();

	private MockOllamaServer server;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
	}

	static Stream<Arguments> echoes() {
		Stream<Arguments> secrets = SECRETS.entrySet()
			.stream()
			.flatMap((secret) -> Stream
				.of(secret.getValue(), base64(secret.getValue()),
						URLEncoder.encode(secret.getValue(), StandardCharsets.UTF_8), "Bearer " + secret.getValue(),
						"Basic " + base64("user:" + secret.getValue()))
				.map((form) -> arguments(secret.getKey(), form)));
		Stream<Arguments> contents = CONTENTS.entrySet()
			.stream()
			.flatMap((content) -> Stream
				.of(content.getValue(), asciiJson(content.getValue()),
						URLEncoder.encode(content.getValue(), StandardCharsets.UTF_8))
				.map((form) -> arguments(content.getKey(), form)));
		return Stream.concat(secrets, contents);
	}

	@ParameterizedTest
	@MethodSource("echoes")
	void nothingIsRepeated(String name, String echo, CapturedOutput output) {
		GenerateTemplate template = template(echo);
		for (int i = 0; i < BODIES.size(); i++) {
			String body = BODIES.get(i);
			String text = body.formatted(body.startsWith("{") ? jsonEscape(echo) : echo);
			int status = STATUSES.get((i + echo.length()) % STATUSES.size());
			assertNothingIsRepeated(MockAnswer.bytes(utf8(text)).status(status), template, output);
			assertNothingIsRepeated(MockAnswer.bytes(utf8(text + "\n")), template, output);
			assertNothingIsRepeated(MockAnswer
				.lines("{\"model\":\"m\",\"response\":\"canary answer of the model\",\"done\":false}", text), template,
					output);
		}
	}

	@Test
	void answerIsNotRepeatedByAnErrorLine(CapturedOutput output) {
		assertNothingIsRepeated(
				MockAnswer.lines("{\"model\":\"m\",\"response\":\"canary answer of the model\",\"done\":false}",
						"{\"error\":\"failed after canary answer of the model\"}"),
				template(""), output);
	}

	private void assertNothingIsRepeated(MockAnswer answer, GenerateTemplate template, CapturedOutput output) {
		this.server.enqueue(answer);
		GenerateException ex = catchThrowableOfType(GenerateException.class, () -> ask(template));
		if (ex == null) {
			return;
		}
		StringWriter printed = new StringWriter();
		ex.printStackTrace(new PrintWriter(printed));
		assertThat(
				Stream.of(printed.toString(), String.valueOf(serverText(ex)), this.observed.toString(), output.getAll())
					.collect(Collectors.joining("\n")))
			.as("%s", answer)
			.doesNotContainIgnoringCase("canary")
			.doesNotContain(base64("canary").substring(0, 8))
			.doesNotContain(base64("sk-canary").substring(0, 8))
			.doesNotContain(base64("user:canary").substring(0, 14));
	}

	private GenerateTemplate template(String echo) {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new Recorder());
		boolean isPassword = echo.contains("pass") || echo.startsWith("Basic")
				|| echo.equals(base64(SECRETS.get("password")));
		WebClient.Builder webClient = WebClient.builder().defaultHeader("X-Team", SECRETS.get("header"));
		if (!isPassword) {
			webClient.defaultHeader("Authorization", "Bearer " + SECRETS.get("key"));
		}
		return GenerateTemplate.builder(webClient)
			.baseUrl(this.server.url()
				.replace("://", "://user:" + URLEncoder.encode(SECRETS.get("password"), StandardCharsets.UTF_8) + "@"))
			.observationRegistry(observations)
			.retry(1, Duration.ZERO, Duration.ZERO)
			.build();
	}

	private static void ask(GenerateTemplate template) {
		template.prompt(CONTENTS.get("prompt"))
			.model("m")
			.system(CONTENTS.get("system"))
			.suffix(CONTENTS.get("suffix"))
			.template(CONTENTS.get("template"))
			.image(CONTENTS.get("image"))
			.call()
			.content();
	}

	private static @Nullable String serverText(GenerateException ex) {
		if (ex instanceof GenerateResponseException refused) {
			return refused.serverText();
		}
		return (ex instanceof UnreadableResponseException unreadable) ? unreadable.serverText() : null;
	}

	private static String asciiJson(String text) {
		return text.chars()
			.mapToObj((c) -> (c < 128) ? Character.toString(c) : String.format("\\u%04x", c))
			.collect(Collectors.joining());
	}

	private static String jsonEscape(String text) {
		return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(utf8(text));
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private final class Recorder implements ObservationHandler<Observation.Context> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

		@Override
		public void onStop(Observation.Context context) {
			StringWriter printed = new StringWriter();
			if (context.getError() != null) {
				context.getError().printStackTrace(new PrintWriter(printed));
			}
			ConfidentialityTests.this.observed.setLength(0);
			ConfidentialityTests.this.observed.append(printed)
				.append(context.getContextualName())
				.append(context.getAllKeyValues().stream().map(KeyValue::toString).toList());
		}

	}

}
