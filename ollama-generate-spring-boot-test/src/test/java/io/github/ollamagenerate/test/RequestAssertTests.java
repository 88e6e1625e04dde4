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

package io.github.ollamagenerate.test;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.ollamagenerate.test.RecordedRequest.RequestAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link RequestAssert}.
 */
class RequestAssertTests {

	private static final RecordedRequest REQUEST = request("{'model':'gemma3','prompt':'Why is it?',"
			+ "'system':'Be brief.','stream':false,'keep_alive':3600,'format':{'type':'object'},"
			+ "'options':{'num_ctx':4096,'temperature':0.3,'top_p':1.0,'stop':['a','b'],'use_mmap':true}}");

	private static RecordedRequest request(String body) {
		return new RecordedRequest(RecordedRequestTests.received(TestHttp.body(body)));
	}

	@Test
	void acceptsWhatWasSent() {
		assertThat(REQUEST).hasModel("gemma3")
			.hasPrompt("Why is it?")
			.hasPromptContaining("is")
			.hasSystem("Be brief.")
			.isNotStreaming()
			.hasOption("num_ctx", 4096)
			.hasOption("num_ctx", 4096L)
			.hasOption("num_ctx", 4096.0)
			.hasOption("temperature", 0.3)
			.hasOption("temperature", 0.3f)
			.hasOption("top_p", 1)
			.hasOption("stop", List.of("a", "b"))
			.hasOption("use_mmap", true)
			.doesNotHaveOption("seed")
			.hasField("keep_alive", 3600)
			.hasField("format", Map.of("type", "object"))
			.doesNotHaveField("think")
			.hasOnlyFields("prompt", "model", "system", "stream", "keep_alive", "format", "options")
			.hasHeader("accept", "a")
			.doesNotHaveHeader("authorization");
		assertThat(request("{}")).isStreaming();
	}

	@ParameterizedTest
	@MethodSource("failures")
	void refusesWhatWasNotSent(Consumer<RequestAssert> assertion, String message) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertion.accept(assertThat(REQUEST)))
			.withMessageContaining(message);
	}

	static Stream<Arguments> failures() {
		return Stream.of(
				failure((request) -> request.hasModel("qwen3"),
						"Expected field 'model' to be \"qwen3\" but was \"gemma3\""),
				failure((request) -> request.hasPrompt("Why"),
						"Expected field 'prompt' to be \"Why\" but was \"Why is it?\""),
				failure((request) -> request.hasPromptContaining("how"), "prompt"),
				failure((request) -> request.hasSystem("x"), "Expected field 'system' to be \"x\""),
				failure(RequestAssert::isStreaming, "characters) to ask for a stream"),
				failure((request) -> request.hasOption("num_ctx", 2048),
						"Expected option 'num_ctx' to be 2048 but was 4096"),
				failure((request) -> request.hasOption("num_ctx", "4096"),
						"Expected option 'num_ctx' to be \"4096\" but was 4096"),
				failure((request) -> request.hasOption("seed", 1), "Expected option 'seed' to be 1 but was not sent"),
				failure((request) -> request.hasOption("stop", List.of("b", "a")), "Expected option 'stop' to be"),
				failure((request) -> request.doesNotHaveOption("top_p"), "Expected no option 'top_p' but it was 1.0"),
				failure((request) -> request.hasField("think", true),
						"Expected field 'think' to be true but was not sent"),
				failure((request) -> request.doesNotHaveField("stream"), "Expected no field 'stream' but it was false"),
				failure((request) -> request.hasOnlyFields("model"), "fields"),
				failure((request) -> request.hasHeader("accept", "b"), "header 'accept'"),
				failure((request) -> request.doesNotHaveHeader("ACCEPT"),
						"Expected no header 'ACCEPT' in POST /api/generate"));
	}

	private static Arguments failure(Consumer<RequestAssert> assertion, String message) {
		return arguments(assertion, message);
	}

	@Test
	void whenStreamIsAskedForThenIsNotStreamingFails() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(request("{'stream':true}")).isNotStreaming())
			.withMessageContaining("not to ask for a stream");
	}

	@Test
	void descriptionIsPartOfTheMessage() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(REQUEST).as("first request").hasModel("x"))
			.withMessageContaining("first request");
	}

}
