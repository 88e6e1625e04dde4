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

import java.math.BigDecimal;
import java.util.Comparator;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * AssertJ assertions on what was sent: {@code assertThat(server.takeRequest())}. Values
 * are compared as JSON, numbers by their value, so that 1 and 1.0 are the same.
 */
public final class RecordedRequestAssert extends AbstractAssert<RecordedRequestAssert, RecordedRequest> {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final Comparator<JsonNode> BY_VALUE = RecordedRequestAssert::compare;

	RecordedRequestAssert(RecordedRequest actual) {
		super(actual, RecordedRequestAssert.class);
	}

	/**
	 * Verify the model.
	 * @param model the name as sent
	 * @return this assertion
	 */
	public RecordedRequestAssert hasModel(String model) {
		return hasField("model", model);
	}

	/**
	 * Verify the prompt.
	 * @param prompt the whole prompt
	 * @return this assertion
	 */
	public RecordedRequestAssert hasPrompt(String prompt) {
		return hasField("prompt", prompt);
	}

	/**
	 * Verify that the prompt contains a text.
	 * @param text the text
	 * @return this assertion
	 */
	public RecordedRequestAssert hasPromptContaining(String text) {
		isNotNull();
		Assertions.assertThat(this.actual.prompt()).as("prompt").contains(text);
		return this;
	}

	/**
	 * Verify the system text.
	 * @param system the whole text
	 * @return this assertion
	 */
	public RecordedRequestAssert hasSystem(String system) {
		return hasField("system", system);
	}

	/**
	 * Verify an option.
	 * @param name the name as on the wire, for example {@code num_ctx}
	 * @param value the value: a number, a boolean, a string, or a list
	 * @return this assertion
	 */
	public RecordedRequestAssert hasOption(String name, Object value) {
		isNotNull();
		return equal("option '" + name + "'", this.actual.option(name), value);
	}

	/**
	 * Verify that an option was not sent.
	 * @param name the name as on the wire
	 * @return this assertion
	 */
	public RecordedRequestAssert doesNotHaveOption(String name) {
		isNotNull();
		return absent("option '" + name + "'", this.actual.option(name));
	}

	/**
	 * Verify a field of the body.
	 * @param name the name as on the wire, for example {@code keep_alive}
	 * @param value the value: a number, a boolean, a string, a list, a map, or a
	 * {@link JsonNode}
	 * @return this assertion
	 */
	public RecordedRequestAssert hasField(String name, Object value) {
		isNotNull();
		return equal("field '" + name + "'", this.actual.field(name), value);
	}

	/**
	 * Verify that a field was not sent.
	 * @param name the name as on the wire
	 * @return this assertion
	 */
	public RecordedRequestAssert doesNotHaveField(String name) {
		isNotNull();
		return absent("field '" + name + "'", this.actual.field(name));
	}

	/**
	 * Verify which fields the body has, in any order.
	 * @param names all names as on the wire
	 * @return this assertion
	 */
	public RecordedRequestAssert hasOnlyFields(String... names) {
		isNotNull();
		Assertions.assertThat(this.actual.json().propertyNames()).as("fields").containsExactlyInAnyOrder(names);
		return this;
	}

	/**
	 * Verify a header.
	 * @param name the name in any case
	 * @param value its first value
	 * @return this assertion
	 */
	public RecordedRequestAssert hasHeader(String name, String value) {
		isNotNull();
		Assertions.assertThat(this.actual.header(name)).as("header '" + name + "'").isEqualTo(value);
		return this;
	}

	/**
	 * Verify that a header was not sent.
	 * @param name the name in any case
	 * @return this assertion
	 */
	public RecordedRequestAssert doesNotHaveHeader(String name) {
		isNotNull();
		// the value may be a key
		if (this.actual.header(name) != null) {
			throw failure("Expected no header '%s' in %s", name, this.actual);
		}
		return this;
	}

	/**
	 * Verify that a stream was requested.
	 * @return this assertion
	 */
	public RecordedRequestAssert isStreaming() {
		return streaming(true);
	}

	/**
	 * Verify that a single object was requested.
	 * @return this assertion
	 */
	public RecordedRequestAssert isNotStreaming() {
		return streaming(false);
	}

	private RecordedRequestAssert streaming(boolean expected) {
		isNotNull();
		if (this.actual.streaming() != expected) {
			throw failure("Expected %s %s a stream", this.actual, expected ? "to ask for" : "not to ask for");
		}
		return this;
	}

	private RecordedRequestAssert equal(String what, JsonNode sent, Object expected) {
		JsonNode value = MAPPER.valueToTree(expected);
		if (!sent.equals(BY_VALUE, value)) {
			throw failureWithActualExpected(sent, value, "Expected %s to be %s but was %s", what, value,
					sent.isMissingNode() ? "not sent" : sent);
		}
		return this;
	}

	private RecordedRequestAssert absent(String what, @Nullable JsonNode sent) {
		if (sent != null && !sent.isMissingNode()) {
			throw failure("Expected no %s but it was %s", what, sent);
		}
		return this;
	}

	private static int compare(JsonNode one, JsonNode other) {
		if (one.isNumber() && other.isNumber()) {
			// by their text: a float's 0.3 is not a double's
			return new BigDecimal(one.asString()).compareTo(new BigDecimal(other.asString()));
		}
		return one.equals(other) ? 0 : 1;
	}

}
