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
 * Names, units and descriptions of the meters of a generation. Their tags are those of
 * {@link GenerateObservationDocumentation.LowCardinalityKeyNames}.
 */
public enum GenerateMeterDocumentation implements MeterDocumentation {

	/**
	 * Total time of a generation at the client, including retries.
	 */
	OPERATION(DefaultGenerateObservationConvention.NAME, Type.TIMER, null,
			"Total time of a generation at the client, including retries"),

	/**
	 * Time to the first chunk with text of a streamed answer.
	 */
	TIME_TO_FIRST_CHUNK("ollama.client.generate.time.to.first.chunk", Type.TIMER, null,
			"Time to the first chunk with text of a streamed answer, including thinking"),

	/**
	 * Number of chunks of answers, counted as they arrive.
	 */
	CHUNKS("ollama.client.generate.chunks", Type.COUNTER, "chunks",
			"Number of chunks of answers, counted as they arrive, about one for each token"),

	/**
	 * Total time at the server.
	 */
	TOTAL_DURATION("ollama.client.generate.total.duration", Type.TIMER, null, "Total time at the server"),

	/**
	 * Time at the server until the model is ready.
	 */
	LOAD_DURATION("ollama.client.generate.load.duration", Type.TIMER, null,
			"Time at the server until the model was ready, including the time in the queue"),

	/**
	 * Time at the server to process the part of the prompt that is not cached.
	 */
	PROMPT_EVAL_DURATION("ollama.client.generate.prompt.eval.duration", Type.TIMER, null,
			"Time at the server to process the part of the prompt that was not cached"),

	/**
	 * Time at the server to generate the tokens of the answer.
	 */
	EVAL_DURATION("ollama.client.generate.eval.duration", Type.TIMER, null,
			"Time at the server to generate the tokens of the answer"),

	/**
	 * Time at the server for each token of the answer.
	 */
	TIME_PER_OUTPUT_TOKEN("ollama.client.generate.time.per.output.token", Type.TIMER, null,
			"Time at the server for each token of the answer"),

	/**
	 * Number of tokens of the prompt, including cached ones.
	 */
	PROMPT_EVAL_TOKENS("ollama.client.generate.prompt.eval.tokens", Type.DISTRIBUTION_SUMMARY, "tokens",
			"Number of tokens of the prompt, including cached ones"),

	/**
	 * Number of tokens of the prompt that come from the cache.
	 */
	PROMPT_CACHED_TOKENS("ollama.client.generate.prompt.cached.tokens", Type.DISTRIBUTION_SUMMARY, "tokens",
			"Number of tokens of the prompt that came from the cache"),

	/**
	 * Number of tokens of the answer, including thinking.
	 */
	EVAL_TOKENS("ollama.client.generate.eval.tokens", Type.DISTRIBUTION_SUMMARY, "tokens",
			"Number of tokens of the answer, including thinking"),

	/**
	 * Share of the context that the prompt takes, if the request sets {@code num_ctx}.
	 */
	CONTEXT_USAGE("ollama.client.generate.context.usage", Type.DISTRIBUTION_SUMMARY, "percent",
			"Tokens of the prompt in percent of num_ctx"),

	/**
	 * Tokens of the answer per second at the server.
	 */
	TOKENS_PER_SECOND("ollama.client.generate.tokens.per.second", Type.DISTRIBUTION_SUMMARY, null,
			"Tokens of the answer per second at the server");

	private final String name;

	private final Type type;

	private final @Nullable String baseUnit;

	private final String description;

	GenerateMeterDocumentation(String name, Type type, @Nullable String baseUnit, String description) {
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
