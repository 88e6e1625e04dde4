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
import java.util.List;

import io.github.ollamagenerate.GenerateOperations.PromptSpec;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.KeepAlive;
import io.github.ollamagenerate.ResponseFormat;
import io.github.ollamagenerate.Think;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of the generate endpoint's reference, one test each: the body that is
 * sent, and that the answer is one. System properties name other models:
 * {@code ollama.it.model}, {@code .thinking-model}, {@code .vision-model},
 * {@code .insert-model}.
 */
abstract class GenerateApiExamples {

	// a picture of one red dot
	private static final String PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC";

	private static final String POPULATIONS = """
			{"type":"object","properties":{"countries":{"type":"array","items":{"type":"object","properties":\
			{"country":{"type":"string"},"population":{"type":"integer"}},"required":["country","population"]}}},\
			"required":["countries"]}""";

	private static final String MODEL = System.getProperty("ollama.it.model", "qwen3:1.7b");

	private static final String THINKING_MODEL = System.getProperty("ollama.it.thinking-model", "deepseek-r1:1.5b");

	private static final String VISION_MODEL = System.getProperty("ollama.it.vision-model", "gemma3");

	private static final String INSERT_MODEL = System.getProperty("ollama.it.insert-model", "qwen2.5-coder:1.5b");

	static final List<String> MODELS = List.of(MODEL, THINKING_MODEL, VISION_MODEL, INSERT_MODEL);

	private final RecordedBodies sent = new RecordedBodies();

	private GenerateTemplate ollama;

	/**
	 * Return the address of the server.
	 */
	abstract String url();

	@BeforeEach
	void createTemplate() {
		this.ollama = GenerateTemplate.builder(WebClient.builder().filter(this.sent))
			.baseUrl(url())
			.aggregate(false)
			.build();
	}

	@Test
	void basicGeneration() {
		GenerateResponse response = this.ollama.prompt("Why is the sky blue?").model(MODEL).call().response();
		assertSent("{'model':'" + MODEL + "','prompt':'Why is the sky blue?','stream':false}");
		assertAnswer(response);
	}

	@Test
	void streaming() {
		List<GenerateResponse> chunks = this.ollama.prompt("Why is the sky blue?")
			.model(MODEL)
			.stream()
			.responses()
			.collectList()
			.block(Duration.ofMinutes(5));
		assertSent("{'model':'" + MODEL + "','prompt':'Why is the sky blue?','stream':true}");
		assertThat(chunks).hasSizeGreaterThan(2);
		assertThat(chunks.get(chunks.size() - 1).done()).isTrue();
	}

	@Test
	void withOptions() {
		PromptSpec prompt = this.ollama.prompt("Write a haiku about AI")
			.model(MODEL)
			.options((options) -> options.temperature(0.3).topP(0.9).seed(42).numCtx(4096));
		GenerateResponse first = prompt.call().response();
		assertSent("{'model':'" + MODEL + "','prompt':'Write a haiku about AI','stream':false,"
				+ "'options':{'temperature':0.3,'top_p':0.9,'seed':42,'num_ctx':4096}}");
		assertAnswer(first);
	}

	@Test
	void structuredOutput() {
		GenerateResponse response = this.ollama.prompt("What are the populations of the US and Canada?")
			.model(MODEL)
			.format(ResponseFormat.schema(POPULATIONS))
			.call()
			.response();
		assertSent("{'model':'" + MODEL + "','prompt':'What are the populations of the US and Canada?','stream':false,"
				+ "'format':" + POPULATIONS + "}");
		JsonNode answer = JsonMapper.shared().readTree(response.response());
		assertThat(answer.path("countries").isArray()).isTrue();
	}

	@Test
	void withThinking() {
		GenerateResponse response = this.ollama.prompt("How many r letters in strawberry?")
			.model(THINKING_MODEL)
			.think(Think.on())
			.call()
			.response();
		assertSent("{'model':'" + THINKING_MODEL
				+ "','prompt':'How many r letters in strawberry?','stream':false,'think':true}");
		assertThat(response.thinking()).isNotEmpty();
	}

	@Test
	void withImages() {
		GenerateResponse response = this.ollama.prompt("What is in this picture?")
			.model(VISION_MODEL)
			.image(PICTURE)
			.call()
			.response();
		assertSent("{'model':'" + VISION_MODEL + "','prompt':'What is in this picture?','stream':false,'images':['"
				+ PICTURE + "']}");
		assertAnswer(response);
	}

	@Test
	void fillInTheMiddle() {
		GenerateResponse response = this.ollama.prompt("def compute_gcd(a, b):")
			.model(INSERT_MODEL)
			.suffix("    return result")
			.options((options) -> options.numPredict(100))
			.call()
			.response();
		assertSent("{'model':'" + INSERT_MODEL
				+ "','prompt':'def compute_gcd(a, b):','suffix':'    return result','stream':false,"
				+ "'options':{'num_predict':100}}");
		assertAnswer(response);
	}

	@Test
	void preloadModel() {
		assertThat(this.ollama.load(MODEL).doneReason()).isEqualTo("load");
		assertSent("{'model':'" + MODEL + "','stream':false}");
	}

	@Test
	void unloadModel() {
		assertThat(this.ollama.unload(MODEL).doneReason()).isEqualTo("unload");
		assertSent("{'model':'" + MODEL + "','stream':false,'keep_alive':0}");
	}

	@Test
	void keepModelLoadedIndefinitely() {
		assertThat(this.ollama.load(MODEL, KeepAlive.forever()).doneReason()).isEqualTo("load");
		assertSent("{'model':'" + MODEL + "','stream':false,'keep_alive':-1}");
	}

	@Test
	void mindXIntegration() {
		assertAnswer(this.ollama.prompt("Why is the sky blue?")
			.model(MODEL)
			.options((options) -> options.numPredict(200).temperature(0.7))
			.keepAlive(KeepAlive.of("10m"))
			.call()
			.response());
		assertSent("{'model':'" + MODEL + "','prompt':'Why is the sky blue?','stream':false,'keep_alive':'10m',"
				+ "'options':{'num_predict':200,'temperature':0.7}}");
		assertThat(this.ollama.prompt("Describe the weather")
			.model(MODEL)
			.options((options) -> options.numPredict(100))
			.call()
			.entity(Weather.class)).isNotNull();
		assertSent("{'model':'" + MODEL + "','prompt':'Describe the weather','stream':false,'format':{'type':'object',"
				+ "'properties':{'temp':{'type':'integer'}},'required':['temp'],'additionalProperties':false},"
				+ "'options':{'num_predict':100}}");
		assertThat(this.ollama.prompt("Solve this step by step: 17 * 23")
			.model(THINKING_MODEL)
			.think(Think.on())
			.options((options) -> options.numPredict(100))
			.call()
			.response()
			.thinking()).isNotEmpty();
		assertSent("{'model':'" + THINKING_MODEL + "','prompt':'Solve this step by step: 17 * 23','stream':false,"
				+ "'options':{'num_predict':100},'think':true}");
	}

	private void assertSent(String json) {
		assertThat(this.sent.last()).isEqualTo(json.replace('\'', '"'));
	}

	private static void assertAnswer(GenerateResponse response) {
		assertThat(response.done()).isTrue();
		assertThat(response.doneReason()).isIn("stop", "length");
		assertThat(response.response() + response.thinking()).isNotEmpty();
		assertThat(response.metrics().evalCount()).isPositive();
		assertThat(response.metrics().evalDuration()).isPositive();
	}

	record Weather(int temp) {
	}

}
