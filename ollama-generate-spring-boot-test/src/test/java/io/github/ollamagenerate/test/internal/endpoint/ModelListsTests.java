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

package io.github.ollamagenerate.test.internal.endpoint;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.TestHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ModelLists}, {@link InstalledModels} and {@link LoadedModels}.
 */
class ModelListsTests {

	private final MockOllamaServer server = MockOllamaServer.start();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void defaultModelsAreInstalledWithTags() {
		assertThat(names(this.server, "/api/tags")).containsExactly("qwen3:1.7b", "deepseek-r1:1.5b", "gemma3:latest",
				"qwen2.5-coder:1.5b");
		JsonNode models = TestHttp.json(TestHttp.get(this.server, "/api/tags")).get("models");
		assertThat(models.valueStream().map((model) -> model.get("capabilities").toString())).containsExactly(
				"[\"completion\",\"thinking\"]", "[\"completion\",\"thinking\"]", "[\"completion\",\"vision\"]",
				"[\"completion\",\"insert\"]");
	}

	@Test
	void ownModelsReplaceTheDefaultOnes() {
		try (MockOllamaServer own = MockOllamaServer.builder()
			.models("a", "host:5000/me/b")
			.model("c:x", "completion", "thinking")
			.start()) {
			assertThat(names(own, "/api/tags")).containsExactly("a:latest", "host:5000/me/b:latest", "c:x");
			assertThat(TestHttp.generate(own, TestHttp.body("{'model':'gemma3'}")).statusCode()).isEqualTo(404);
			assertThat(TestHttp.generate(own, TestHttp.body("{'model':'c:x','prompt':'p','stream':false}")).body())
				.contains("\"thinking\":");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "gemma3", "Gemma3:LATEST", "library/gemma3", "registry.ollama.ai/library/gemma3:latest" })
	void installedModelIsFoundByAllItsNames(String name) {
		HttpResponse<String> response = TestHttp.generate(this.server, TestHttp.body("{'model':'" + name + "'}"));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(TestHttp.json(response).get("model").stringValue()).isEqualTo(name);
		assertThat(names(this.server, "/api/ps")).containsExactly("gemma3:latest");
	}

	@ParameterizedTest
	@CsvSource({ "no/gemma3,404,model 'no/gemma3' not found", "'',404,model '' not found",
			"a b,400,invalid model name" })
	void otherNamesAreRefused(String name, int status, String error) {
		HttpResponse<String> response = TestHttp.generate(this.server, TestHttp.body("{'model':'" + name + "'}"));
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(TestHttp.json(response).get("error").stringValue()).isEqualTo(error);
	}

	@Test
	void longListIsChunkedAsOnTheRealServer() {
		String[] models = IntStream.range(0, 10).mapToObj((i) -> "m" + i).toArray(String[]::new);
		try (MockOllamaServer own = MockOllamaServer.builder().models(models).start()) {
			HttpResponse<String> response = TestHttp.get(own, "/api/tags");
			assertThat(response.headers().firstValue("transfer-encoding")).contains("chunked");
			assertThat(response.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
			assertThat(TestHttp.json(response).get("models")).hasSize(10);
			assertThat(TestHttp.exchange(own, "HEAD", "/api/tags", "").body()).isEmpty();
			assertThat(TestHttp.get(own, "/").body()).isEqualTo("Ollama is running");
		}
	}

	@Test
	void nothingIsLoadedAtFirst() {
		assertThat(TestHttp.get(this.server, "/api/ps").body()).isEqualTo("{\"models\":[]}");
	}

	@Test
	void generateLoads() {
		generate("'prompt':'p'");
		assertThat(names(this.server, "/api/ps")).containsExactly("gemma3:latest");
	}

	@Test
	void refusedRequestDoesNotLoad() {
		generate("'prompt':'p','think':true");
		generate("'prompt':'p','raw':true,'system':'s'");
		assertThat(names(this.server, "/api/ps")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '~', value = { "'x':1,PT5M", "'keep_alive':null,PT5M", "'keep_alive':'10m',PT10M",
			"'keep_alive':3600,PT1H", "'keep_alive':90.5,PT90.5S", "'keep_alive':'1h30m',PT1H30M" })
	void modelExpiresByKeepAlive(String keepAlive, Duration expected) {
		generate(keepAlive);
		assertThat(expiry()).isCloseTo(Instant.now().plus(expected), within(5, ChronoUnit.SECONDS));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '~', value = { "-1", "-0.5", "'-1s'", "1e300" })
	void negativeKeepAliveIsForEver(String keepAlive) {
		generate("'keep_alive':" + keepAlive);
		assertThat(expiry()).isAfter(Instant.parse("2300-01-01T00:00:00Z"));
	}

	@Test
	void keepAliveZeroUnloads() {
		generate("'x':1");
		generate("'keep_alive':0");
		assertThat(names(this.server, "/api/ps")).isEmpty();
		generate("'prompt':'p','keep_alive':0");
		assertThat(names(this.server, "/api/ps")).isEmpty();
	}

	@Test
	void modelIsGoneWhenItsTimeIsOver() {
		generate("'keep_alive':'50ms'");
		await().atMost(Duration.ofSeconds(5)).until(() -> names(this.server, "/api/ps").isEmpty());
	}

	private Instant expiry() {
		JsonNode models = TestHttp.json(TestHttp.get(this.server, "/api/ps")).get("models");
		return Instant.parse(models.get(0).get("expires_at").stringValue());
	}

	private void generate(String singleQuotedFields) {
		TestHttp.generate(this.server, TestHttp.body("{'model':'gemma3'," + singleQuotedFields + "}"));
	}

	private static List<String> names(MockOllamaServer server, String path) {
		return TestHttp.json(TestHttp.get(server, path))
			.get("models")
			.valueStream()
			.map((model) -> model.get("name").stringValue())
			.toList();
	}

}
