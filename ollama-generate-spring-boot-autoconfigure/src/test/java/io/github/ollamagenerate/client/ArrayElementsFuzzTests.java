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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.StructuredOutputException;
import reactor.core.publisher.Flux;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The elements of an answer do not depend on how it is cut into chunks, and are those
 * that a mapper reads from the whole answer.
 */
class ArrayElementsFuzzTests {

	private static final JsonMapper STRICT = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	// Jackson accepts it if a chunk ends between the two
	private static final Pattern COMMA_AT_END = Pattern.compile(",\\s*[}\\]]");

	@FuzzTest(maxDuration = "10m")
	void elementsAreThoseOfTheWholeAnswer(byte[] data) {
		String text = new String(data, StandardCharsets.UTF_8);
		if (COMMA_AT_END.matcher(text).find()) {
			return;
		}
		Result whole = read(text, text.length());
		for (int size = 1; size <= 3; size++) {
			assertThat(read(text, size)).as("chunks of %d characters", size).isEqualTo(whole);
		}
		if (text.contains("`")) {
			return;
		}
		// any white space around the array is ignored, not only that of JSON
		List<JsonNode> expected = array(text.strip());
		assertThat(whole.failed()).isEqualTo(expected == null);
		if (expected != null) {
			assertThat(whole.elements()).isEqualTo(expected);
		}
	}

	private static List<JsonNode> array(String text) {
		try {
			JsonNode json = STRICT.readTree(text);
			return json.isArray() ? List.copyOf(json.values()) : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static Result read(String text, int size) {
		ArrayElements<JsonNode> array = new ArrayElements<>(JsonNode.class, JsonMapper.shared(), SchemaCheck.NONE);
		List<JsonNode> elements = new ArrayList<>();
		for (int i = 0; i < text.length(); i += size) {
			String chunk = text.substring(i, Math.min(text.length(), i + size));
			if (!add(array.read(GenerateResponse.builder().model("m").response(chunk).build()), elements)) {
				return new Result(elements, true);
			}
		}
		return new Result(elements, !add(array.end(), elements));
	}

	private static boolean add(Flux<JsonNode> read, List<JsonNode> elements) {
		try {
			read.doOnNext(elements::add).blockLast();
			return true;
		}
		catch (StructuredOutputException ex) {
			return false;
		}
	}

	private record Result(List<JsonNode> elements, boolean failed) {
	}

}
