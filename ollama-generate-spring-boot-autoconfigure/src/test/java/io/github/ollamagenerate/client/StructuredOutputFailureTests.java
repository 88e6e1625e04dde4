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

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.StructuredOutputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link StructuredOutputFailure}.
 */
class StructuredOutputFailureTests {

	private static final GenerateResponse RESPONSE = GenerateResponse.builder()
		.model("m")
		.response("canary")
		.doneReason("stop")
		.build();

	private static final String NEXT = "Call text() for the answer, and check that the model supports structured outputs.";

	@Test
	void typeIsNamedWithoutPackagesAndOuterTypes() {
		StructuredOutputException ex = StructuredOutputFailure.of("It", new TypeReference<List<Part>>() {
		}.getType(), RESPONSE, null);
		assertThat(ex).hasMessage("It could not be read as List<Part>. " + NEXT).hasNoCause();
		assertThat(ex.text()).isEqualTo("canary");
		assertThat(ex.model()).isEqualTo("m");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"part":{"count":"canary"}}             | part.count
			{"parts":[{"count":1},{"count":"canary"}]} | parts[1].count
			{"named":{"canary":{"count":"canary"}}} | named.*.count
			""")
	void placeIsThePathToIt(String json, String path) {
		assertThat(failure(json, Whole.class)).hasMessage("It could not be read as Whole (at " + path + "). " + NEXT);
	}

	@Test
	void placeIsLeftOutIfItIsTheWholeAnswer() {
		assertThat(failure("\"canary\"", Part.class)).hasMessage("It could not be read as Part. " + NEXT);
		assertThat(failure("[1,\"canary\"]", int[].class))
			.hasMessage("It could not be read as int[] (at [1]). " + NEXT);
	}

	@Test
	void keyOfAMapThatIsNotBuiltYetIsHiddenToo() {
		JacksonException cause = MismatchedInputException.from((JsonParser) null, Integer.class, "canary")
			.prependPath(HashMap.class, "canary")
			.prependPath(Whole.class, "named");
		assertThat(StructuredOutputFailure.of("It", Whole.class, RESPONSE, cause))
			.hasMessage("It could not be read as Whole (at named.*). " + NEXT);
	}

	@Test
	void causeHasPlaceAndTypeButNoContent() {
		StructuredOutputException ex = failure("{\"part\":\n {\"count\":\"canary\"}}", Whole.class);
		assertThat(ex.getCause()).isExactlyInstanceOf(IllegalArgumentException.class).hasNoCause();
		assertThat(ex.getCause().getMessage())
			.matches("tools\\.jackson\\.databind\\.exc\\.\\w+ at line 2, column \\d+");
		assertThat(ex.getCause().getStackTrace()).extracting(StackTraceElement::getClassName)
			.anyMatch((name) -> name.startsWith("tools.jackson.databind.deser."));
		assertThat(ex).hasMessageNotContaining("canary");
	}

	@Test
	void violationOfTheSchemaIsToldInItsOwnWords() {
		assertThat(
				StructuredOutputFailure.of("It", Part.class, RESPONSE, new SchemaCheck.Violation("'count' is missing")))
			.hasMessage("It could not be read as Part: 'count' is missing. " + NEXT)
			.hasNoCause();
	}

	@Test
	void typeThatJacksonCannotConstructIsTheProblem() {
		assertThat(failure("{\"part\":{}}", OfNoCreator.class))
			.hasMessage("It cannot be read: Jackson cannot construct NoCreator (at part). "
					+ "Use a record, or give the type a constructor for Jackson.")
			.cause()
			.isExactlyInstanceOf(IllegalArgumentException.class);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					length | {  | The answer was truncated (done_reason length): raise num_predict, or num_ctx if the context was full.
					length | ~~ | The answer was truncated (done_reason length): raise num_predict, or num_ctx if the context was full.
					stop   | ~~ | The answer is empty. If the model thinks, turn think off, or raise num_predict.
					       | ~~ | The answer is empty. If the model thinks, turn think off, or raise num_predict.
					stop   | x  | Call text() for the answer, and check that the model supports structured outputs.
					       | x  | Call text() for the answer, and check that the model supports structured outputs.
					""")
	void nextStepDependsOnTheEndOfTheAnswer(String doneReason, String text, String next) {
		GenerateResponse response = GenerateResponse.builder().response(text).doneReason(doneReason).build();
		assertThat(StructuredOutputFailure.of("It", Part.class, response, null))
			.hasMessage("It could not be read as Part. " + next);
		assertThat(StructuredOutputFailure.of("It", Part.class, response, new SchemaCheck.Violation("no")))
			.hasMessage("It could not be read as Part: no. " + next);
	}

	private static StructuredOutputException failure(String json, Type type) {
		JsonMapper mapper = new JsonMapper();
		JacksonException cause = catchThrowableOfType(JacksonException.class,
				() -> mapper.readValue(json, mapper.constructType(type)));
		assertThat(cause).as("failure of Jackson").isNotNull();
		return StructuredOutputFailure.of("It", type, RESPONSE, cause);
	}

	record Part(int count) {

	}

	record Whole(Part part, List<Part> parts, Map<String, Part> named) {

	}

	record OfNoCreator(NoCreator part) {

	}

	static final class NoCreator {

		private NoCreator(String first, String second) {
		}

	}

}
