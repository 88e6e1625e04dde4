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

import io.micrometer.core.instrument.Meter.Type;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * Names and units of the client metrics of OpenTelemetry's GenAI semantic conventions
 * 0.1.
 *
 * @see <a href=
 * "https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/client-inference.md">Client
 * inference</a>
 */
public enum GenAiMeterDocumentation implements MeterDocumentation {

	/**
	 * Whole time of a generation at the client.
	 */
	DURATION("gen_ai.client.inference.duration", Type.TIMER, null, "Time of a request at the client"),

	/**
	 * Time to the first chunk with text of a streamed answer.
	 */
	TIME_TO_FIRST_CHUNK("gen_ai.client.inference.time_to_first_chunk", Type.TIMER, null,
			"Time to the first chunk with text of a streamed answer"),

	/**
	 * Time between two chunks of a streamed answer.
	 */
	TIME_PER_OUTPUT_CHUNK("gen_ai.client.inference.time_per_output_chunk", Type.TIMER, null,
			"Time between two chunks of a streamed answer"),

	/**
	 * Tokens of prompts.
	 */
	USAGE_INPUT_TOKENS("gen_ai.client.inference.usage.input_tokens", Type.COUNTER, "tokens",
			"Tokens of prompts, including cached ones"),

	/**
	 * Tokens of prompts that come from the cache.
	 */
	USAGE_CACHE_READ_INPUT_TOKENS("gen_ai.client.inference.usage.cache_read.input_tokens", Type.COUNTER, "tokens",
			"Tokens of prompts that come from the cache"),

	/**
	 * Tokens of answers.
	 */
	USAGE_OUTPUT_TOKENS("gen_ai.client.inference.usage.output_tokens", Type.COUNTER, "tokens", "Tokens of answers"),

	/**
	 * Tokens of the prompt of one generation.
	 */
	OPERATION_INPUT_TOKENS("gen_ai.client.inference.operation.input_tokens", Type.DISTRIBUTION_SUMMARY, "tokens",
			"Tokens of the prompt of a request"),

	/**
	 * Tokens of the answer of one generation.
	 */
	OPERATION_OUTPUT_TOKENS("gen_ai.client.inference.operation.output_tokens", Type.DISTRIBUTION_SUMMARY, "tokens",
			"Tokens of the answer to a request");

	private final String name;

	private final Type type;

	private final @Nullable String baseUnit;

	private final String description;

	GenAiMeterDocumentation(String name, Type type, @Nullable String baseUnit, String description) {
		this.name = name;
		this.type = type;
		this.baseUnit = baseUnit;
		this.description = description;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public Type getType() {
		return this.type;
	}

	@Override
	public @Nullable String getBaseUnit() {
		return this.baseUnit;
	}

	/**
	 * Return the description that is registered with the meter.
	 * @return the description
	 */
	public String getDescription() {
		return this.description;
	}

}
