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

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * Names of the observation of a generation, of its tags, and of the attributes of its
 * span.
 */
public enum GenerateObservationDocumentation implements ObservationDocumentation {

	/**
	 * One generation, from the subscription to the end, including retries.
	 */
	GENERATE {

		// any: the default one uses the names below
		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return GenerateObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeyNames.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinalityKeyNames.values();
		}

		@Override
		public Observation.Event[] getEvents() {
			return Events.values();
		}

	};

	/**
	 * Events of a generation. Each of them is counted.
	 */
	public enum Events implements Observation.Event {

		/**
		 * Arrival of the first chunk with text, including thinking text, of a streamed
		 * answer.
		 */
		FIRST_CHUNK("first.chunk"),

		/**
		 * Retry of a request that failed before the answer started.
		 */
		RETRY("retry");

		private final String name;

		Events(String name) {
			this.name = name;
		}

		@Override
		public String getName() {
			return this.name;
		}

	}

	/**
	 * Tags, which are the same for all meters.
	 */
	public enum LowCardinalityKeyNames implements KeyName {

		/**
		 * Model of the request.
		 */
		REQUEST_MODEL("gen_ai.request.model"),

		/**
		 * Whether the server streams the answer.
		 */
		REQUEST_STREAM("gen_ai.request.stream"),

		/**
		 * Outcome: {@code SUCCESS}, {@code ERROR}, or {@code CANCELLED}; {@code UNKNOWN}
		 * while the generation runs.
		 */
		OUTCOME("outcome"),

		/**
		 * Kind of failure: an HTTP status, {@code timeout}, {@code connect},
		 * {@code rejected} by the limit of the client, {@code stream_error},
		 * {@code truncated}, {@code decode}, {@code structured_output}, or
		 * {@code _OTHER}; {@code none} without a failure.
		 */
		ERROR_TYPE("error.type"),

		/**
		 * Reason why the answer ended: {@code stop}, {@code length}, {@code load},
		 * {@code unload}, or {@code other}; {@code none} if it did not end.
		 */
		DONE_REASON("ollama.done.reason"),

		/**
		 * {@code generate}, or {@code load} for a request that loads or unloads a model.
		 */
		OPERATION("ollama.operation"),

		/**
		 * Host of the server, as configured.
		 */
		SERVER_ADDRESS("server.address"),

		/**
		 * Port of the server, as configured or the default of the scheme.
		 */
		SERVER_PORT("server.port");

		private final String name;

		LowCardinalityKeyNames(String name) {
			this.name = name;
		}

		@Override
		public String asString() {
			return this.name;
		}

	}

	/**
	 * Attributes of the span. They do not contain the text of the prompt or the answer.
	 */
	public enum HighCardinalityKeyNames implements KeyName {

		/**
		 * Always {@code text_completion}.
		 */
		OPERATION_NAME("gen_ai.operation.name"),

		/**
		 * Always {@code ollama}.
		 */
		PROVIDER_NAME("gen_ai.provider.name"),

		/**
		 * Option {@code temperature}, if set.
		 */
		REQUEST_TEMPERATURE("gen_ai.request.temperature"),

		/**
		 * Option {@code top_p}, if set.
		 */
		REQUEST_TOP_P("gen_ai.request.top_p"),

		/**
		 * Option {@code top_k}, if set.
		 */
		REQUEST_TOP_K("gen_ai.request.top_k"),

		/**
		 * Option {@code seed}, if set.
		 */
		REQUEST_SEED("gen_ai.request.seed"),

		/**
		 * Option {@code num_predict}, if set.
		 */
		REQUEST_MAX_TOKENS("gen_ai.request.max_tokens"),

		/**
		 * Option {@code frequency_penalty}, if set.
		 */
		REQUEST_FREQUENCY_PENALTY("gen_ai.request.frequency_penalty"),

		/**
		 * Option {@code presence_penalty}, if set.
		 */
		REQUEST_PRESENCE_PENALTY("gen_ai.request.presence_penalty"),

		/**
		 * Value of {@code think}, if set.
		 */
		REQUEST_REASONING_LEVEL("gen_ai.request.reasoning.level"),

		/**
		 * {@code json} if a format is set, {@code text} otherwise.
		 */
		OUTPUT_TYPE("gen_ai.output.type"),

		/**
		 * Model that the server reports.
		 */
		RESPONSE_MODEL("gen_ai.response.model"),

		/**
		 * Reason why the answer ended, as a JSON array; {@code error} if it did not end.
		 */
		RESPONSE_FINISH_REASONS("gen_ai.response.finish_reasons"),

		/**
		 * Time to the first chunk with text in seconds, if the answer is streamed.
		 */
		RESPONSE_TIME_TO_FIRST_CHUNK("gen_ai.response.time_to_first_chunk"),

		/**
		 * Number of tokens of the prompt, including cached ones.
		 */
		USAGE_INPUT_TOKENS("gen_ai.usage.input_tokens"),

		/**
		 * Number of tokens of the answer, including thinking.
		 */
		USAGE_OUTPUT_TOKENS("gen_ai.usage.output_tokens"),

		/**
		 * Number of tokens of the prompt that came from the cache.
		 */
		USAGE_CACHED_TOKENS("gen_ai.usage.cache_read.input_tokens"),

		/**
		 * Time until the model was ready in seconds, including the time in the queue.
		 */
		LOAD_DURATION("ollama.load_duration"),

		/**
		 * Time to process the part of the prompt that was not cached, in seconds.
		 */
		PROMPT_EVAL_DURATION("ollama.prompt_eval_duration"),

		/**
		 * Time to generate the tokens of the answer, in seconds.
		 */
		EVAL_DURATION("ollama.eval_duration"),

		/**
		 * Total time at the server, in seconds.
		 */
		TOTAL_DURATION("ollama.total_duration");

		private final String name;

		HighCardinalityKeyNames(String name) {
			this.name = name;
		}

		@Override
		public String asString() {
			return this.name;
		}

	}

}
