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

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link RequestChecks}.
 */
class RequestChecksTests {

	private static GenerateRequest request(Consumer<GenerateRequest.Builder> change) {
		GenerateRequest.Builder request = GenerateRequest.builder().model("m").prompt("p");
		change.accept(request);
		return request.build();
	}

	@ParameterizedTest
	@MethodSource
	void requestThatCanNeverWorkIsRefused(Consumer<GenerateRequest.Builder> change, String message) {
		assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> RequestChecks.check(request(change)))
			.withMessageStartingWith(message);
	}

	static Stream<Arguments> requestThatCanNeverWorkIsRefused() {
		return Stream.of(refused((request) -> request.model(null), "No model is set"),
				refused((request) -> request.model(" "), "No model is set"),
				refused((request) -> request.prompt(null), "The prompt is empty"),
				refused((request) -> request.prompt(""), "The prompt is empty"),
				refused((request) -> request.options((options) -> options.numCtx(-1)), "num_ctx must not be negative"),
				refused((request) -> request.raw(true).system("s"), "raw cannot be combined"),
				refused((request) -> request.raw(true).template("t"), "raw cannot be combined"),
				refused((request) -> request.raw(true).context(List.of(1)), "raw cannot be combined"),
				refused((request) -> request.topLogprobs(-1), "top_logprobs must be between 0 and 20"),
				refused((request) -> request.topLogprobs(21), "top_logprobs must be between 0 and 20"));
	}

	private static Arguments refused(Consumer<GenerateRequest.Builder> change, String message) {
		return arguments(change, message);
	}

	@ParameterizedTest
	@MethodSource
	void everythingElseIsForTheServerToJudge(Consumer<GenerateRequest.Builder> change) {
		assertThat(RequestChecks.check(request(change))).isEqualTo("m");
	}

	static Stream<Consumer<GenerateRequest.Builder>> everythingElseIsForTheServerToJudge() {
		return Stream.of((request) -> {
		}, (request) -> request.prompt(" "), (request) -> request.options((options) -> options.numCtx(0)),
				(request) -> request.raw(true), (request) -> request.raw(true).system("").context(List.of()),
				(request) -> request.topLogprobs(0), (request) -> request.topLogprobs(20));
	}

	@Test
	void loadNeedsNoPrompt() {
		assertThat(RequestChecks.check(GenerateRequest.load("m"))).isEqualTo("m");
	}

	@Test
	void messageNamesTheModelButNoContents() {
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> RequestChecks.check(request((request) -> request.prompt("secret").topLogprobs(21))))
			.withMessageNotContaining("secret")
			.satisfies((ex) -> assertThat(ex.model()).isEqualTo("m"));
	}

}
