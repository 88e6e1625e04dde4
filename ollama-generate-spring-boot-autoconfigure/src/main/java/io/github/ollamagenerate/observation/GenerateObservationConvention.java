package io.github.ollamagenerate.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Convention for the names of the observation of a generation and its tags. Define a bean
 * of this type to replace the default.
 */
public interface GenerateObservationConvention extends ObservationConvention<GenerateObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof GenerateObservationContext;
	}

}
