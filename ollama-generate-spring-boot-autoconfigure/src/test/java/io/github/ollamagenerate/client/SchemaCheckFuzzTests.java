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

import com.code_intelligence.jazzer.junit.FuzzTest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Any answer fits any schema or does not. The input has the schema in its first line and
 * the answer below.
 */
class SchemaCheckFuzzTests {

	@FuzzTest(maxDuration = "10m")
	void answerFitsOrDoesNot(byte[] data) {
		String[] lines = new String(data, StandardCharsets.UTF_8).split("\n", 2);
		if (lines.length < 2) {
			return;
		}
		try {
			JsonNode schema = JsonMapper.shared().readTree(lines[0]);
			if (schema.isObject()) {
				new SchemaCheck(schema).check(JsonMapper.shared().readTree(lines[1]));
			}
		}
		catch (JacksonException ex) {
			// not JSON, or the answer does not fit
		}
	}

}
