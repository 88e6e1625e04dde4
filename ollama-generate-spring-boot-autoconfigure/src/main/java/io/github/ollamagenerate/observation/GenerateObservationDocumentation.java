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

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultGenerateObservationConvention.class;
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
		FIRST_CHUNK {

			@Override
			public String getName() {
				return "first.chunk";
			}

		},

		/**
		 * Retry of a request that failed before the answer started.
		 */
		RETRY {

			@Override
			public String getName() {
				return "retry";
			}

		}

	}

	/**
	 * Tags, which are the same for all meters.
	 */
	public enum LowCardinalityKeyNames implements KeyName {

		/**
		 * Model of the request.
		 */
		REQUEST_MODEL {

			@Override
			public String asString() {
				return "gen_ai.request.model";
			}

		},

		/**
		 * Whether the server streams the answer.
		 */
		REQUEST_STREAM {

			@Override
			public String asString() {
				return "gen_ai.request.stream";
			}

		},

		/**
		 * Outcome: {@code SUCCESS}, {@code ERROR}, or {@code CANCELLED}; {@code UNKNOWN}
		 * while the generation runs.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		},

		/**
		 * Kind of failure: an HTTP status, {@code timeout}, {@code connect},
		 * {@code rejected} by the limit of the client, {@code stream_error},
		 * {@code truncated}, {@code decode}, or {@code _OTHER}; {@code none} without a
		 * failure.
		 */
		ERROR_TYPE {

			@Override
			public String asString() {
				return "error.type";
			}

		},

		/**
		 * Reason why the answer ended: {@code stop}, {@code length}, {@code load},
		 * {@code unload}, or {@code other}; {@code none} if it did not end.
		 */
		DONE_REASON {

			@Override
			public String asString() {
				return "ollama.done.reason";
			}

		},

		/**
		 * {@code generate}, or {@code load} for a request that loads or unloads a model.
		 */
		OPERATION {
			@Override
			public String asString() {
				return "ollama.operation";
			}
		},

		/**
		 * Host of the server, as configured.
		 */
		SERVER_ADDRESS {

			@Override
			public String asString() {
				return "server.address";
			}

		},

		/**
		 * Port of the server, as configured or the default of the scheme.
		 */
		SERVER_PORT {

			@Override
			public String asString() {
				return "server.port";
			}

		}

	}

	/**
	 * Attributes of the span. They do not contain the text of the prompt or the answer.
	 */
	public enum HighCardinalityKeyNames implements KeyName {

		/**
		 * Always {@code text_completion}.
		 */
		OPERATION_NAME {

			@Override
			public String asString() {
				return "gen_ai.operation.name";
			}

		},

		/**
		 * Always {@code ollama}.
		 */
		PROVIDER_NAME {

			@Override
			public String asString() {
				return "gen_ai.provider.name";
			}

		},

		/**
		 * Option {@code temperature}, if set.
		 */
		REQUEST_TEMPERATURE {

			@Override
			public String asString() {
				return "gen_ai.request.temperature";
			}

		},

		/**
		 * Option {@code top_p}, if set.
		 */
		REQUEST_TOP_P {

			@Override
			public String asString() {
				return "gen_ai.request.top_p";
			}

		},

		/**
		 * Option {@code top_k}, if set.
		 */
		REQUEST_TOP_K {

			@Override
			public String asString() {
				return "gen_ai.request.top_k";
			}

		},

		/**
		 * Option {@code seed}, if set.
		 */
		REQUEST_SEED {

			@Override
			public String asString() {
				return "gen_ai.request.seed";
			}

		},

		/**
		 * Option {@code num_predict}, if set.
		 */
		REQUEST_MAX_TOKENS {

			@Override
			public String asString() {
				return "gen_ai.request.max_tokens";
			}

		},

		/**
		 * Option {@code frequency_penalty}, if set.
		 */
		REQUEST_FREQUENCY_PENALTY {

			@Override
			public String asString() {
				return "gen_ai.request.frequency_penalty";
			}

		},

		/**
		 * Option {@code presence_penalty}, if set.
		 */
		REQUEST_PRESENCE_PENALTY {

			@Override
			public String asString() {
				return "gen_ai.request.presence_penalty";
			}

		},

		/**
		 * Value of {@code think}, if set.
		 */
		REQUEST_REASONING_LEVEL {

			@Override
			public String asString() {
				return "gen_ai.request.reasoning.level";
			}

		},

		/**
		 * {@code json} if a format is set, {@code text} otherwise.
		 */
		OUTPUT_TYPE {

			@Override
			public String asString() {
				return "gen_ai.output.type";
			}

		},

		/**
		 * Model that the server reports.
		 */
		RESPONSE_MODEL {

			@Override
			public String asString() {
				return "gen_ai.response.model";
			}

		},

		/**
		 * Reason why the answer ended, as a JSON array; {@code error} if it did not end.
		 */
		RESPONSE_FINISH_REASONS {

			@Override
			public String asString() {
				return "gen_ai.response.finish_reasons";
			}

		},

		/**
		 * Time to the first chunk with text in seconds, if the answer is streamed.
		 */
		RESPONSE_TIME_TO_FIRST_CHUNK {

			@Override
			public String asString() {
				return "gen_ai.response.time_to_first_chunk";
			}

		},

		/**
		 * Number of tokens of the prompt, including cached ones.
		 */
		USAGE_INPUT_TOKENS {

			@Override
			public String asString() {
				return "gen_ai.usage.input_tokens";
			}

		},

		/**
		 * Number of tokens of the answer, including thinking.
		 */
		USAGE_OUTPUT_TOKENS {

			@Override
			public String asString() {
				return "gen_ai.usage.output_tokens";
			}

		},

		/**
		 * Number of tokens of the prompt that came from the cache.
		 */
		USAGE_CACHED_TOKENS {

			@Override
			public String asString() {
				return "gen_ai.usage.cache_read.input_tokens";
			}

		},

		/**
		 * Time until the model was ready in seconds, including the time in the queue.
		 */
		LOAD_DURATION {

			@Override
			public String asString() {
				return "ollama.load_duration";
			}

		},

		/**
		 * Time to process the part of the prompt that was not cached, in seconds.
		 */
		PROMPT_EVAL_DURATION {

			@Override
			public String asString() {
				return "ollama.prompt_eval_duration";
			}

		},

		/**
		 * Time to generate the tokens of the answer, in seconds.
		 */
		EVAL_DURATION {

			@Override
			public String asString() {
				return "ollama.eval_duration";
			}

		},

		/**
		 * Total time at the server, in seconds.
		 */
		TOTAL_DURATION {

			@Override
			public String asString() {
				return "ollama.total_duration";
			}

		}

	}

}
