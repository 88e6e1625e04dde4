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

package io.github.ollamagenerate.test.internal.model;

import java.util.Objects;

import io.github.ollamagenerate.test.TestHttp;
import io.github.ollamagenerate.test.internal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AnswerFormat}.
 */
class AnswerFormatTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "''" })
	void emptyFormatIsNone(String written) {
		assertThat(AnswerFormat.of(TestHttp.body(written))).isEqualTo(new AnswerFormat(false, null));
	}

	@Test
	void jsonAndSchemaAreJson() {
		assertThat(AnswerFormat.of("\"json\"")).isEqualTo(new AnswerFormat(true, null));
		assertThat(Objects.requireNonNull(AnswerFormat.of("{ \"type\": \"object\" }").schema()))
			.hasToString("{\"type\":\"object\"}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = { "\"xml\" | \"\\\"xml\\\"\"", "[1, 2] | \"[1, 2]\"",
			"5 | \"5\"", "true | \"true\"", "\"JSON\" | \"\\\"JSON\\\"\"" })
	void othersAreRefused(String written, String quoted) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> AnswerFormat.of(written))
			.withMessage("invalid format: " + quoted + "; expected \"json\" or a valid JSON Schema object");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'type':'strnig'}", "{'type':'object','properties':{'a':{'type':'int'}}}",
			"{'type':'array','items':{'anyOf':[{'type':'string'},{'type':'x'}]}}",
			"{'type':'object','additionalProperties':{'type':'x'}}", "{'allOf':[{'type':'x'}]}" })
	void schemaWithAnUnknownTypeIsRefused(String schema) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> AnswerFormat.of(TestHttp.body(schema)))
			.withMessage("invalid JSON schema in format");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{'enum':['a'],'type':'x'}", "{'const':1,'type':'x'}", "{'$ref':'#','type':'x'}",
			"{'type':['string','null'],'items':true}", "{'properties':{'type':{'type':'string'}}}" })
	void othersAreSchemas(String schema) {
		assertThat(AnswerFormat.of(TestHttp.body(schema)).json()).isTrue();
	}

}
