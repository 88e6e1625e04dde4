package io.github.ollamagenerate.sample;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.github.ollamagenerate.test.MockOllamaServer;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Timeout(30)
class SampleApplicationTests {

	private static final MockOllamaServer ollama = MockOllamaServer.start();

	private HttpCalls http;

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		registry.add("ollama.base-url", ollama::url);
	}

	@BeforeEach
	void setUp(@LocalServerPort int port) {
		this.http = new HttpCalls(port);
	}

	@AfterAll
	static void stop() {
		ollama.close();
	}

	@Test
	void whenRootIsRequestedThenPageIsServed() {
		HttpResponse<String> page = this.http.get("/");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(HttpCalls.contentType(page)).startsWith("text/html");
		assertThat(page.body()).contains("<textarea").doesNotContain("http://", "https://", "onclick");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/app.js", "/style.css" })
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
		this.http.generate("application/json", "{\"prompt\": \"Why?\"}");
		assertThat(this.http.get("/actuator/prometheus")
			.body()
			.lines()
			.filter((line) -> line.startsWith("ollama_client_generate_eval_tokens_count"))).singleElement()
			.asString()
			.contains("application=\"ollama-generate-sample\"", "gen_ai_request_model=\"qwen3:1.7b\"")
			.endsWith(" 1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "env", "beans", "configprops", "heapdump" })
	void whenEndpointIsNotMeantForUsersThenItIsNotExposed(String endpoint) {
		assertThat(this.http.get("/actuator/" + endpoint).statusCode()).isEqualTo(404);
	}

}
