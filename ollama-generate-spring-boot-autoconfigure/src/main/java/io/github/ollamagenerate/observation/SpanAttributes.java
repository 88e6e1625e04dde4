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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponse.Metrics;
import io.github.ollamagenerate.observation.GenerateObservationDocumentation.HighCardinalityKeyNames;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Attributes of the span of a generation; what is not known is left out.
 *
 * @see <a href="https://github.com/open-telemetry/semantic-conventions-genai">GenAI
 * semantic conventions</a>
 */
final class SpanAttributes {

	private static final JsonMapper MAPPER = new JsonMapper();

	private final List<KeyValue> values = new ArrayList<>();

	private SpanAttributes() {
	}

	static KeyValues of(GenerateObservationContext context) {
		SpanAttributes attributes = new SpanAttributes();
		attributes.add(HighCardinalityKeyNames.OPERATION_NAME, "text_completion");
		if (context.getDuration() == null) {
			// at the start: what a sampler may look at
			attributes.add(HighCardinalityKeyNames.PROVIDER_NAME, "ollama");
		}
		else {
			attributes.addAll(context);
		}
		return KeyValues.of(attributes.values);
	}

	// in the order of the names, which spares the sorting
	private void addAll(GenerateObservationContext context) {
		GenerateRequest request = context.getRequest();
		Map<String, Object> options = request.options().asMap();
		add(HighCardinalityKeyNames.OUTPUT_TYPE, (request.format() != null) ? "json" : "text");
		add(HighCardinalityKeyNames.PROVIDER_NAME, "ollama");
		add(HighCardinalityKeyNames.REQUEST_FREQUENCY_PENALTY, options.get("frequency_penalty"));
		add(HighCardinalityKeyNames.REQUEST_MAX_TOKENS, options.get("num_predict"));
		add(HighCardinalityKeyNames.REQUEST_PRESENCE_PENALTY, options.get("presence_penalty"));
		add(HighCardinalityKeyNames.REQUEST_REASONING_LEVEL, request.think());
		add(HighCardinalityKeyNames.REQUEST_SEED, options.get("seed"));
		add(HighCardinalityKeyNames.REQUEST_TEMPERATURE, options.get("temperature"));
		add(HighCardinalityKeyNames.REQUEST_TOP_K, options.get("top_k"));
		add(HighCardinalityKeyNames.REQUEST_TOP_P, options.get("top_p"));
		GenerateResponse response = context.getResponse();
		add(HighCardinalityKeyNames.RESPONSE_FINISH_REASONS, finishReasons(context, response));
		add(HighCardinalityKeyNames.RESPONSE_MODEL, (response != null) ? response.model() : null);
		addSeconds(HighCardinalityKeyNames.RESPONSE_TIME_TO_FIRST_CHUNK, context.getTimeToFirstChunk());
		if (response != null) {
			addMetrics(response.metrics());
		}
	}

	private static @Nullable String finishReasons(GenerateObservationContext context,
			@Nullable GenerateResponse response) {
		if (response == null) {
			return (context.getError() != null || context.isCancelled()) ? "[\"error\"]" : null;
		}
		return (response.doneReason() != null) ? MAPPER.writeValueAsString(List.of(response.doneReason())) : null;
	}

	private void addMetrics(Metrics metrics) {
		add(HighCardinalityKeyNames.USAGE_CACHED_TOKENS, metrics.promptEvalCachedCount());
		add(HighCardinalityKeyNames.USAGE_INPUT_TOKENS, metrics.promptEvalCount());
		add(HighCardinalityKeyNames.USAGE_OUTPUT_TOKENS, metrics.evalCount());
		addSeconds(HighCardinalityKeyNames.EVAL_DURATION, metrics.evalDuration());
		addSeconds(HighCardinalityKeyNames.LOAD_DURATION, metrics.loadDuration());
		addSeconds(HighCardinalityKeyNames.PROMPT_EVAL_DURATION, metrics.promptEvalDuration());
		addSeconds(HighCardinalityKeyNames.TOTAL_DURATION, metrics.totalDuration());
	}

	private void addSeconds(HighCardinalityKeyNames name, @Nullable Duration duration) {
		add(name, (duration != null) ? duration.toNanos() / 1e9 : null);
	}

	private void add(HighCardinalityKeyNames name, @Nullable Object value) {
		if (value != null) {
			this.values.add(name.withValue(value.toString()));
		}
	}

}
