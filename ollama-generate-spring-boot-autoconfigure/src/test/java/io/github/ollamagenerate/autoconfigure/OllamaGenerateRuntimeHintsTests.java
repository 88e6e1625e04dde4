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

package io.github.ollamagenerate.autoconfigure;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.Logprob;
import io.github.ollamagenerate.server.LoadedModel;
import io.github.ollamagenerate.server.PullProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.annotation.AnnotationUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OllamaGenerateRuntimeHints}.
 */
class OllamaGenerateRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	OllamaGenerateRuntimeHintsTests() {
		new OllamaGenerateRuntimeHints().registerHints(this.hints, null);
	}

	@ParameterizedTest
	@ValueSource(classes = { GenerateResponse.class, GenerateResponse.Metrics.class, Logprob.class, LoadedModel.class,
			PullProgress.class })
	void typeCanBeWrittenAsJson(Class<?> type) {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(type)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(this.hints);
		assertThat(type.getRecordComponents()).allSatisfy((component) -> assertThat(
				RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
			.accepts(this.hints));
	}

	@Test
	void hintsAreRegistered() {
		assertThat(
				AnnotationUtils.findAnnotation(OllamaGenerateAutoConfiguration.class, ImportRuntimeHints.class).value())
			.containsExactly(OllamaGenerateRuntimeHints.class);
	}

}
