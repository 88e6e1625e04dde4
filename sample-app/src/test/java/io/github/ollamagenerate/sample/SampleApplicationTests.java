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

package io.github.ollamagenerate.sample;

import java.net.http.HttpResponse;

import io.github.ollamagenerate.test.autoconfigure.AutoConfigureMockOllama;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@AutoConfigureMockOllama
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Timeout(30)
class SampleApplicationTests {

	private HttpCalls http;

	@BeforeEach
	void setUp(@LocalServerPort int port) {
		this.http = new HttpCalls(port);
	}

	@Test
	void whenRootIsRequestedThenPageIsServed() {
		HttpResponse<String> page = this.http.get("/");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(HttpCalls.contentType(page)).startsWith("text/html");
		assertThat(page.body()).contains("<textarea").doesNotContain("onclick", "style=");
		assertThat(page.body()).doesNotContainPattern("(src|<link[^>]*href)=\"https?:");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/app.js", "/vendor/dompurify-3.5.0.es.mjs", "/vendor/marked-18.2.1.esm.js", "/style.css" })
	void whenPageNeedsFileThenItIsServed(String path) {
		assertThat(this.http.get(path).statusCode()).isEqualTo(200);
	}

	@Test
	void whenServerAnswersThenHealthComponentIsUp() {
		JsonNode health = HttpCalls.json(this.http.get("/actuator/health").body());
		assertThat(health.at("/components/ollama/status").stringValue()).isEqualTo("UP");
		assertThat(health.at("/components/ollama/details/version").isString()).isTrue();
	}

	@Test
	void whenCallWasMadeThenPrometheusShowsTokens() {
		double before = tokenCount();
		this.http.generate("application/json", "{\"prompt\": \"Why?\"}");
		assertThat(tokenCount()).isEqualTo(before + 1);
	}

	private double tokenCount() {
		return this.http.get("/actuator/prometheus")
			.body()
			.lines()
			.filter((line) -> line.startsWith("ollama_client_generate_eval_tokens_count"))
			.filter((line) -> line.contains("application=\"ollama-generate-sample\"")
					&& line.contains("gen_ai_request_model=\"qwen3:1.7b\""))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

	@ParameterizedTest
	@ValueSource(strings = { "env", "beans", "configprops", "heapdump" })
	void whenEndpointIsNotMeantForUsersThenItIsNotExposed(String endpoint) {
		assertThat(this.http.get("/actuator/" + endpoint).statusCode()).isEqualTo(404);
	}

}
