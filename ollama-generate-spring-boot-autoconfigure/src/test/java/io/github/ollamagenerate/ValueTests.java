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

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Values of the same content are equal, so that they can be keys of a cache.
 */
class ValueTests {

	static Stream<Arguments> values() {
		return Stream
			.of(arguments(KeepAlive.of("10m"), KeepAlive.of(" 10m"), KeepAlive.of("600")),
					arguments(KeepAlive.seconds(1), KeepAlive.of("1"), KeepAlive.of(Duration.ofSeconds(1))),
					arguments(Think.of("low"), Think.of("low"), Think.of("high")),
					arguments(ResponseFormat.json(), ResponseFormat.json(), ResponseFormat.schema("{}")),
					arguments(ModelOptions.builder().seed(1).build(), ModelOptions.builder().seed(1).build(),
							ModelOptions.builder().seed(2).build()),
					arguments(request("p"), request("p"), request("q")));
	}

	private static GenerateRequest request(String prompt) {
		return GenerateRequest.builder().model("m").prompt(prompt).context(List.of(1)).build();
	}

	@ParameterizedTest
	@MethodSource("values")
	void valuesThatSendTheSameAreEqual(Object value, Object same, Object other) {
		assertThat(value).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other).isNotEqualTo("text");
		assertThat(value.hashCode()).isNotZero().isNotEqualTo(other.hashCode());
	}

}
