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

package io.github.ollamagenerate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.server.OllamaServerClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests that an argument that is missing is named, where it is missing.
 */
class NullArgumentTests {

	static Stream<Arguments> calls() {
		GenerateRequest.Builder request = GenerateRequest.builder();
		GenerateTemplate.Builder template = GenerateTemplate.builder(WebClient.builder());
		GenerateTemplate ollama = template.build();
		OllamaServerClient server = new OllamaServerClient(WebClient.builder(), BaseUrl.DEFAULT);
		return Stream.of(call("model", () -> GenerateRequest.load(null)),
				call("model", () -> GenerateRequest.unload(null)),
				call("defaults", () -> request.build().withDefaults(null)),
				call("image", () -> request.image((byte[]) null)), call("image", () -> request.image((Resource) null)),
				call("image", () -> request.image((Path) null)), call("image", () -> request.image((String) null)),
				call("options", () -> request.options((ModelOptions) null)),
				call("options", () -> request.options((Consumer<ModelOptions.Builder>) null)),
				call("timeouts", () -> request.timeouts(null)),
				call("defaults", () -> ModelOptions.none().withDefaults(null)),
				call("stop", () -> ModelOptions.builder().stop((String[]) null)),
				call("value", () -> ModelOptions.builder().set("x", null)),
				call("duration", () -> KeepAlive.of((Duration) null)), call("text", () -> KeepAlive.of((String) null)),
				call("schema", () -> ResponseFormat.schema((String) null)),
				call("schema", () -> ResponseFormat.schema((JsonNode) null)),
				call("type", () -> ResponseFormat.schemaOf((Class<?>) null)),
				call("type", () -> ResponseFormat.schemaOf((ParameterizedTypeReference<?>) null)),
				call("defaults", () -> GenerateTimeouts.none().withDefaults(null)),
				call("response", () -> GenerateResponse.builder().response(null)),
				call("metrics", () -> GenerateResponse.builder().metrics(null)),
				call("webClientBuilder", () -> GenerateTemplate.builder(null)),
				call("baseUrl", () -> template.baseUrl(null)),
				call("clientConnector", () -> template.clientConnector(null)),
				call("defaults", () -> template.defaultRequest(null)),
				call("maxInMemorySize", () -> template.maxInMemorySize(null)),
				call("delay", () -> template.retry(1, null, Duration.ZERO)),
				call("maxDelay", () -> template.retry(1, Duration.ZERO, null)),
				call("jsonMapper", () -> template.jsonMapper(null)),
				call("observationRegistry", () -> template.observationRegistry(null)),
				call("prompt", () -> ollama.prompt(null)), call("request", () -> ollama.generate(null)),
				call("request", () -> ollama.stream(null)), call("model", () -> ollama.load(null)),
				call("keepAlive", () -> ollama.load("m", null)), call("model", () -> ollama.unload(null)),
				call("webClientBuilder", () -> new OllamaServerClient(null, BaseUrl.DEFAULT)),
				call("clientConnector", () -> new OllamaServerClient(WebClient.builder(), BaseUrl.DEFAULT, null)),
				call("baseUrl", () -> new OllamaServerClient(WebClient.builder(), null)),
				call("model", () -> server.hasModel(null)), call("model", () -> server.pull(null)),
				call("model", () -> server.capabilities(null)), call("text", () -> BaseUrl.parse(null)),
				call("url", () -> BaseUrl.parse(BaseUrl.DEFAULT).isServerOf(null)));
	}

	private static Arguments call(String name, ThrowingCallable call) {
		return arguments(name, call);
	}

	@ParameterizedTest(name = "{index}: {0}")
	@MethodSource("calls")
	void argumentIsNamed(String name, ThrowingCallable call) {
		assertThatIllegalArgumentException().isThrownBy(call).withMessage("'" + name + "' must not be null");
	}

}
