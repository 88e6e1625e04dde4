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

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RawClient;
import io.github.ollamagenerate.test.TestHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link PullEndpoint}.
 */
@Timeout(30)
class PullEndpointTests {

	private final MockOllamaServer server = start(Duration.ZERO);

	@AfterEach
	void close() {
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'model':'qwen3:8b'}", "{'name':'library/Qwen3:8b','stream':true}" })
	void pullsWithProgressAndInstalls(String request) {
		HttpResponse<String> response = pull(request);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("content-type")).contains("application/x-ndjson");
		List<JsonNode> lines = TestHttp.lines(response);
		assertThat(lines).extracting((line) -> line.get("status").stringValue().replaceFirst("[0-9a-f]{12}", "HEX"))
			.containsSubsequence("pulling manifest", "pulling HEX", "verifying sha256 digest", "writing manifest",
					"success")
			.containsOnlyOnce("pulling manifest", "verifying sha256 digest", "writing manifest", "success");
		List<JsonNode> progress = lines.stream().filter((line) -> line.has("digest")).toList();
		assertThat(progress).allSatisfy((line) -> {
			assertThat(line.propertyNames()).startsWith("status", "digest", "total");
			assertThat(line.get("digest").stringValue()).matches("sha256:[0-9a-f]{64}")
				.startsWith("sha256:" + line.get("status").stringValue().substring("pulling ".length()));
		});
		String digest = progress.get(0).get("digest").stringValue();
		List<Integer> completed = progress.stream()
			.filter((line) -> line.get("digest").stringValue().equals(digest))
			.map((line) -> line.path("completed").asInt(0))
			.toList();
		assertThat(completed).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(3).startsWith(0);
		assertThat(completed).last().isEqualTo(progress.get(0).get("total").intValue());
		assertThat(progress.get(0).has("completed")).isFalse();
		JsonNode newest = TestHttp.json(TestHttp.get(this.server, "/api/tags")).at("/models/0");
		assertThat(newest.get("capabilities")).hasSize(2);
		assertThat(TestHttp.generate(this.server, TestHttp.body("{'model':'qwen3:8b'}")).statusCode()).isEqualTo(200);
	}

	@Test
	void withoutStreamOnlyTheEndIsTold() {
		HttpResponse<String> response = pull("{'model':'example.com/me/m','stream':false}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("content-type")).contains("application/json");
		assertThat(response.body()).isEqualTo("{\"status\":\"success\"}");
		assertThat(TestHttp.get(this.server, "/api/tags").body()).contains("\"example.com/me/m:latest\"");
	}

	@Test
	void installedModelIsThereAtOnce() {
		List<JsonNode> lines = TestHttp.lines(pull("{'model':'gemma3'}"));
		assertThat(lines).filteredOn((line) -> line.has("digest"))
			.isNotEmpty()
			.allSatisfy((line) -> assertThat(line.get("completed")).isEqualTo(line.get("total")));
		assertThat(lines).last().extracting((line) -> line.get("status").stringValue()).isEqualTo("success");
		assertThat(TestHttp.json(TestHttp.get(this.server, "/api/tags")).get("models")).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "nope|https://registry.ollama.ai/v2/library/nope/manifests/latest|registry.ollama.ai",
					"me/nope:7b|https://registry.ollama.ai/v2/me/nope/manifests/7b|registry.ollama.ai",
					"host:5000/me/nope|https://host:5000/v2/me/nope/manifests/latest|host",
					"host/me/nope','insecure':true,'x':'|http://host/v2/me/nope/manifests/latest|host" })
	void otherModelsAreOutOfReach(String name, String url, String host) {
		String error = "pull model manifest: Get \"" + url + "\": dial tcp: lookup " + host + ": no such host";
		HttpResponse<String> stream = pull("{'model':'" + name + "'}");
		assertThat(stream.statusCode()).isEqualTo(200);
		assertThat(TestHttp.lines(stream)).extracting(JsonNode::toString)
			.containsExactly("{\"status\":\"pulling manifest\"}",
					TestHttp.MAPPER.createObjectNode().put("error", error).toString());
		HttpResponse<String> single = pull("{'model':'" + name + "','stream':false}");
		assertThat(single.statusCode()).isEqualTo(500);
		assertThat(single.headers().firstValue("content-type")).contains("application/json");
		assertThat(TestHttp.json(single).get("error").stringValue()).isEqualTo(error);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{}|invalid model name", "{'model':'a b'}|invalid model name",
			"{'stream':1}|json: cannot unmarshal number into Go struct field PullRequest.stream of type bool" })
	void badRequestsAreRefused(String body, String error) {
		HttpResponse<String> response = pull(body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
		assertThat(TestHttp.json(response).get("error").stringValue()).isEqualTo(error);
	}

	@Test
	void whenClientLeavesThenNothingIsInstalled() throws IOException {
		try (MockOllamaServer slow = start(Duration.ofMinutes(1))) {
			try (RawClient client = RawClient.send(slow, "POST /api/pull", "{\"model\":\"qwen3:8b\"}")) {
				client.head();
				assertThat(client.chunk()).isEqualTo("{\"status\":\"pulling manifest\"}\n");
				assertThat(client.available()).isZero();
			}
			await().atMost(Duration.ofSeconds(5)).until(() -> slow.connectionCount() == 0);
			assertThat(TestHttp.get(slow, "/api/tags").body()).doesNotContain("qwen3");
		}
	}

	@Test
	void modelIsInstalledBeforeSuccessIsTold() throws IOException {
		try (MockOllamaServer slow = start(Duration.ofMillis(2));
				RawClient client = RawClient.send(slow, "POST /api/pull", "{\"model\":\"qwen3:8b\"}")) {
			client.head();
			for (String chunk = client.chunk(); !chunk.contains("success"); chunk = client.chunk()) {
				assertThat(chunk).contains("status");
			}
			assertThat(TestHttp.get(slow, "/api/tags").body()).contains("qwen3:8b");
		}
	}

	private static MockOllamaServer start(Duration pause) {
		return MockOllamaServer.builder()
			.models("gemma3")
			.pullable("qwen3:8b", "example.com/me/m")
			.tokenPause(pause)
			.start();
	}

	private HttpResponse<String> pull(String singleQuoted) {
		return TestHttp.exchange(this.server, "POST", "/api/pull", TestHttp.body(singleQuoted));
	}

}
