package io.github.ollamagenerate.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * Names of the observation of a generation and of its tags.
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
		public Observation.Event[] getEvents() {
			return Events.values();
		}

	};

	/**
	 * What happens in the course of a generation; each is counted.
	 */
	public enum Events implements Observation.Event {

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

		}

	}

}
