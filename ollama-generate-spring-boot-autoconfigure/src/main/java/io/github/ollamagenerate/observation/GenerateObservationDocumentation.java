package io.github.ollamagenerate.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * Names of the observation of a generation, of its tags and of the attributes of its
 * span.
 */
public enum GenerateObservationDocumentation implements ObservationDocumentation {

	/**
	 * One generation, from subscription to end, retries included.
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
	 * What happens in the course of a generation; each is counted.
	 */
	public enum Events implements Observation.Event {

		/**
		 * The first chunk with text of a streamed answer came, thinking text included.
		 */
		FIRST_CHUNK {

			@Override
			public String getName() {
				return "first.chunk";
			}

		},

		/**
		 * The request is sent again, since the server refused it before it began to
		 * answer.
		 */
		RETRY {

			@Override
			public String getName() {
				return "retry";
			}

		}

	}

	/**
	 * Tags of the meters, the same on each of them.
	 */
	public enum LowCardinalityKeyNames implements KeyName {

		/**
		 * Model that is asked.
		 */
		REQUEST_MODEL {

			@Override
			public String asString() {
				return "gen_ai.request.model";
			}

		},

		/**
		 * Whether the server is asked to stream.
		 */
		REQUEST_STREAM {

			@Override
			public String asString() {
				return "gen_ai.request.stream";
			}

		},

		/**
		 * {@code SUCCESS}, {@code ERROR} or {@code CANCELLED}; {@code UNKNOWN} while it
		 * runs.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		},

		/**
		 * Kind of failure: an HTTP status, {@code timeout}, {@code connect},
		 * {@code stream_error}, {@code truncated}, {@code decode} or {@code _OTHER};
		 * {@code none} without one.
		 */
		ERROR_TYPE {

			@Override
			public String asString() {
				return "error.type";
			}

		},

		/**
		 * Why the answer ended: {@code stop}, {@code length}, {@code load},
		 * {@code unload} or {@code other}; {@code none} if it did not.
		 */
		DONE_REASON {

			@Override
			public String asString() {
				return "ollama.done.reason";
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
		 * Port of the server, as configured or that of the scheme.
		 */
		SERVER_PORT {

			@Override
			public String asString() {
				return "server.port";
			}

		}

	}

	/**
	 * Attributes of the span. Texts of prompt and answer are none of them.
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
		 * Model that the server names.
		 */
		RESPONSE_MODEL {

			@Override
			public String asString() {
				return "gen_ai.response.model";
			}

		},

		/**
		 * Why the answer ended, as a JSON array; {@code error} if it did not.
		 */
		RESPONSE_FINISH_REASONS {

			@Override
			public String asString() {
				return "gen_ai.response.finish_reasons";
			}

		},

		/**
		 * Seconds to the first chunk with text, if streamed.
		 */
		RESPONSE_TIME_TO_FIRST_CHUNK {

			@Override
			public String asString() {
				return "gen_ai.response.time_to_first_chunk";
			}

		},

		/**
		 * Tokens of the prompt, cached ones included.
		 */
		USAGE_INPUT_TOKENS {

			@Override
			public String asString() {
				return "gen_ai.usage.input_tokens";
			}

		},

		/**
		 * Tokens of the answer, thinking included.
		 */
		USAGE_OUTPUT_TOKENS {

			@Override
			public String asString() {
				return "gen_ai.usage.output_tokens";
			}

		},

		/**
		 * Tokens of the prompt that came from the cache.
		 */
		USAGE_CACHED_TOKENS {

			@Override
			public String asString() {
				return "gen_ai.usage.cache_read.input_tokens";
			}

		},

		/**
		 * Seconds until the model was ready, waiting in the queue included.
		 */
		LOAD_DURATION {

			@Override
			public String asString() {
				return "ollama.load_duration";
			}

		},

		/**
		 * Seconds on the part of the prompt that was not cached.
		 */
		PROMPT_EVAL_DURATION {

			@Override
			public String asString() {
				return "ollama.prompt_eval_duration";
			}

		},

		/**
		 * Seconds on the tokens of the answer.
		 */
		EVAL_DURATION {

			@Override
			public String asString() {
				return "ollama.eval_duration";
			}

		},

		/**
		 * Whole time at the server, in seconds.
		 */
		TOTAL_DURATION {

			@Override
			public String asString() {
				return "ollama.total_duration";
			}

		}

	}

}
