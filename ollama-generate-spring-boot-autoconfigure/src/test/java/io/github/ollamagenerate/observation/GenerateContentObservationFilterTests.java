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

package io.github.ollamagenerate.observation;

import java.net.URI;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GenerateContentObservationFilter}.
 */
class GenerateContentObservationFilterTests {

	private static final String INPUT = "gen_ai.input.messages";

	private static final String SYSTEM = "gen_ai.system_instructions";

	private static final String OUTPUT = "gen_ai.output.messages";

	private final GenerateContentObservationFilter filter = new GenerateContentObservationFilter();

	@Test
	void onlyWhatThereIsIsShown() {
		assertThat(content((request) -> request, null)).isEmpty();
		assertThat(content((request) -> request.prompt("p"), null)).containsOnlyKeys(INPUT);
		assertThat(content((request) -> request.system("s"), null)).containsOnlyKeys(SYSTEM);
		assertThat(content((request) -> request, answer("a").build())).containsOnlyKeys(OUTPUT);
	}

	@Test
	void textsAreMessages() {
		assertThat(content((request) -> request.prompt("say \"p\"").system("s"),
				answer("a").thinking("t").doneReason("length").build()))
			.containsEntry(INPUT, "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"say \\\"p\\\"\"}]}]")
			.containsEntry(SYSTEM, "[{\"type\":\"text\",\"content\":\"s\"}]")
			.containsEntry(OUTPUT, "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"reasoning\",\"content\":\"t\"},"
					+ "{\"type\":\"text\",\"content\":\"a\"}],\"finish_reason\":\"length\"}]");
	}

	@Test
	void answerMayHaveNoThinkingAndNoEnd() {
		assertThat(content((request) -> request, answer("a").build())).containsEntry(OUTPUT,
				"[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"a\"}]}]");
	}

	@Test
	void longTextIsCut() {
		assertThat(content((request) -> request.system("x".repeat(10_000)), null)).containsEntry(SYSTEM,
				"[{\"type\":\"text\",\"content\":\"" + "x".repeat(10_000) + "\"}]");
		assertThat(content((request) -> request.system("x".repeat(10_001)), null)).containsEntry(SYSTEM,
				"[{\"type\":\"text\",\"content\":\"" + "x".repeat(10_000) + "...\"}]");
	}

	@Test
	void otherObservationsStayAsTheyAre() {
		Observation.Context context = new Observation.Context();
		assertThat(this.filter.map(context)).isSameAs(context);
		assertThat(context.getAllKeyValues()).isEmpty();
	}

	private static GenerateResponse.Builder answer(String text) {
		return GenerateResponse.builder().response(text);
	}

	private Map<String, String> content(UnaryOperator<GenerateRequest.Builder> request,
			@Nullable GenerateResponse answer) {
		GenerateObservationContext context = new GenerateObservationContext("m",
				request.apply(GenerateRequest.builder().model("m")).build(), true, URI.create("http://gpu"),
				() -> answer);
		assertThat(this.filter.map(context)).isSameAs(context);
		assertThat(context.getLowCardinalityKeyValues()).isEmpty();
		return context.getHighCardinalityKeyValues()
			.stream()
			.collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
	}

}
