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
import java.util.stream.Stream;

import io.github.ollamagenerate.ModelOptions;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GenerateWarnings}.
 */
@ExtendWith({ MockOllamaExtension.class, OutputCaptureExtension.class })
class GenerateWarningsTests {

	private static final String THOUGHT_ONLY = "has thought but not answered";

	private MockOllamaServer server;

	private GenerateTemplate ollama;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
		this.ollama = GenerateTemplate.builder(WebClient.builder())
			.baseUrl(server.url())
			.defaultRequest((request) -> request.model("m"))
			.build();
	}

	@ParameterizedTest
	@EnumSource
	void answerThatIsThinkingAloneIsLogged(CallMode mode, CapturedOutput output) {
		this.server.enqueue(MockAnswer.tokens().thinking("canary").doneReason("length"));
		mode.send(this.ollama, "p").blockLast(Duration.ofSeconds(10));
		assertThat(output).containsOnlyOnce(
				"Model 'm' has thought but not answered (done_reason length). Turn think off, or raise num_predict.")
			.doesNotContain("canary");
	}

	@Test
	void answerAfterThinkingIsNot(CapturedOutput output) {
		this.server.enqueue(MockAnswer.tokens("a").thinking("hm"));
		assertThat(this.ollama.prompt("p").call().response().isThinkingOnly()).isFalse();
		assertThat(output).doesNotContain(THOUGHT_ONLY);
	}

	@Test
	void emptyAnswerWithoutThinkingIsNot(CapturedOutput output) {
		this.server.enqueue(MockAnswer.tokens());
		assertThat(this.ollama.prompt("p").call().content()).isEmpty();
		assertThat(output).doesNotContain(THOUGHT_ONLY);
	}

	@Test
	void unknownOptionIsSentAndLoggedOnce(CapturedOutput output) {
		for (int i = 0; i < 2; i++) {
			this.server.enqueue(MockAnswer.tokens("a"));
			this.ollama.prompt("p").options((options) -> options.set("temprature", 1).seed(1L)).call().content();
			assertThat(this.server.takeRequest().option("temprature").intValue()).isEqualTo(1);
		}
		assertThat(output).containsOnlyOnce("Option 'temprature' is unknown").doesNotContain("'seed'");
	}

	@Test
	void namesKeepToTheirLine(CapturedOutput output) {
		GenerateWarnings warnings = new GenerateWarnings();
		ModelOptions options = ModelOptions.builder().set("x\nINFO forged", 1).build();
		warnings.request("m\nINFO forged", options);
		warnings.request("m\nINFO forged", options.mutate().numCtx(1).build());
		assertThat(output).contains("Option 'x\\nINFO forged'")
			.contains("Requests for model 'm\\nINFO forged'")
			.doesNotContain("\nINFO forged");
	}

	@Test
	void changeOfALoadOptionIsLoggedOnceForAModel(CapturedOutput output) {
		GenerateWarnings warnings = new GenerateWarnings();
		ModelOptions small = ModelOptions.builder().numCtx(4096).temperature(0.1).build();
		warnings.request("m", small);
		warnings.request("m", ModelOptions.builder().numCtx(4096).temperature(0.9).build());
		warnings.request("other", ModelOptions.none());
		assertThat(output).doesNotContain("reloads the model");
		warnings.request("m", ModelOptions.none());
		warnings.request("m", small);
		assertThat(output).containsOnlyOnce("reloads the model").contains("Requests for model 'm' differ");
	}

	@Test
	void modelsWithoutEndDoNotFillTheMemory(CapturedOutput output) {
		GenerateWarnings warnings = new GenerateWarnings();
		for (int i = 0; i < 101; i++) {
			warnings.request("m" + i, ModelOptions.none());
		}
		ModelOptions small = ModelOptions.builder().numCtx(4096).build();
		warnings.request("m99", small);
		warnings.request("m100", small);
		assertThat(output).contains("Requests for model 'm99' differ").doesNotContain("Requests for model 'm100'");
	}

	@Test
	void namesWithoutEndDoNotFillTheMemory(CapturedOutput output) {
		GenerateWarnings warnings = new GenerateWarnings();
		ModelOptions.Builder options = ModelOptions.builder();
		for (int i = 0; i < 200; i++) {
			options.set("option" + i, i);
		}
		warnings.request("m", options.build());
		Stream<String> lines = output.getAll().lines().filter((line) -> line.contains("is unknown"));
		assertThat(lines).hasSize(100);
	}

}
