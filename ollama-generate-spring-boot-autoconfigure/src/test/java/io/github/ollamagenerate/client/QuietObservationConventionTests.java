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

import java.net.URI;
import java.util.List;
import java.util.function.Function;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.observation.DefaultGenerateObservationConvention;
import io.github.ollamagenerate.observation.GenerateObservationContext;
import io.github.ollamagenerate.observation.GenerateObservationConvention;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QuietObservationConvention}.
 */
@ExtendWith(OutputCaptureExtension.class)
class QuietObservationConventionTests {

	private final GenerateObservationContext context = new GenerateObservationContext("m",
			GenerateRequest.builder().model("m").prompt("p").build(), true, URI.create("http://localhost:11434"),
			() -> null);

	private List<@Nullable Object> values(GenerateObservationConvention convention) {
		List<Function<GenerateObservationConvention, @Nullable Object>> values = List.of(
				GenerateObservationConvention::getName, (it) -> it.getContextualName(this.context),
				(it) -> it.getLowCardinalityKeyValues(this.context),
				(it) -> it.getHighCardinalityKeyValues(this.context));
		return values.stream().<@Nullable Object>map((value) -> value.apply(convention)).toList();
	}

	@Test
	void conventionThatWorksIsTheOneThatIsUsed(CapturedOutput output) {
		GenerateObservationConvention custom = new Custom(false);
		assertThat(values(new QuietObservationConvention(custom, new DefaultGenerateObservationConvention())))
			.containsExactly("name", "contextual", KeyValues.of("low", "1"), KeyValues.of("high", "2"));
		assertThat(output).doesNotContain("convention failed");
	}

	@Test
	void defaultTakesThePlaceOfEachValueThatFails(CapturedOutput output) {
		GenerateObservationConvention fallback = new DefaultGenerateObservationConvention();
		assertThat(values(new QuietObservationConvention(new Custom(true), fallback)))
			.containsExactlyElementsOf(values(fallback));
		assertThat(output.getAll().lines()).filteredOn((line) -> line.contains("the default takes its place"))
			.hasSize(4);
		assertThat(output).contains("broken");
	}

	@Test
	void conventionSaysWhatItSupports() {
		QuietObservationConvention convention = new QuietObservationConvention(new Custom(false),
				new DefaultGenerateObservationConvention());
		assertThat(convention.supportsContext(this.context)).isTrue();
		assertThat(convention.supportsContext(new Observation.Context())).isFalse();
	}

	private record Custom(boolean broken) implements GenerateObservationConvention {

		@Override
		public String getName() {
			return get("name");
		}

		@Override
		public String getContextualName(GenerateObservationContext context) {
			return get("contextual");
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(GenerateObservationContext context) {
			return get(KeyValues.of("low", "1"));
		}

		@Override
		public KeyValues getHighCardinalityKeyValues(GenerateObservationContext context) {
			return get(KeyValues.of("high", "2"));
		}

		private <T> T get(T value) {
			if (this.broken) {
				throw new IllegalStateException("broken");
			}
			return value;
		}

	}

}
