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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.GenerateResponse;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts prompt, system text and answer into the span, for those who ask for it: they are
 * content of users. Each is cut to 10,000 characters.
 *
 * @see <a href="https://github.com/open-telemetry/semantic-conventions-genai">GenAI
 * semantic conventions</a>
 */
public class GenerateContentObservationFilter implements ObservationFilter {

	private static final int MAX_LENGTH = 10_000;

	private static final JsonMapper MAPPER = new JsonMapper();

	@Override
	public Observation.Context map(Observation.Context context) {
		if (context instanceof GenerateObservationContext generation) {
			addContent(generation);
		}
		return context;
	}

	private static void addContent(GenerateObservationContext context) {
		String prompt = context.getRequest().prompt();
		if (prompt != null) {
			add(context, "gen_ai.input.messages", List.of(message("user", List.of(part("text", prompt)), null)));
		}
		String system = context.getRequest().system();
		if (system != null) {
			add(context, "gen_ai.system_instructions", List.of(part("text", system)));
		}
		GenerateResponse answer = context.getAnswer();
		if (answer != null) {
			List<Map<String, String>> parts = new ArrayList<>();
			if (answer.thinking() != null) {
				parts.add(part("reasoning", answer.thinking()));
			}
			parts.add(part("text", answer.response()));
			add(context, "gen_ai.output.messages", List.of(message("assistant", parts, answer.doneReason())));
		}
	}

	private static Map<String, Object> message(String role, List<Map<String, String>> parts,
			@Nullable String finishReason) {
		Map<String, Object> message = new LinkedHashMap<>();
		message.put("role", role);
		message.put("parts", parts);
		if (finishReason != null) {
			message.put("finish_reason", finishReason);
		}
		return message;
	}

	private static Map<String, String> part(String type, String content) {
		Map<String, String> part = new LinkedHashMap<>();
		part.put("type", type);
		part.put("content", (content.length() <= MAX_LENGTH) ? content : content.substring(0, MAX_LENGTH) + "...");
		return part;
	}

	private static void add(GenerateObservationContext context, String name, Object value) {
		context.addHighCardinalityKeyValue(KeyValue.of(name, MAPPER.writeValueAsString(value)));
	}

}
