package io.github.ollamagenerate.client;

import java.util.function.Function;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.ollamagenerate.observation.GenerateObservationContext;
import io.github.ollamagenerate.observation.GenerateObservationConvention;

/**
 * A convention of the application whose failure must not keep an observation from its
 * end: a meter of active requests would grow with each.
 *
 * @param convention the convention
 * @param fallback the convention that takes its place where it fails
 */
record QuietObservationConvention(GenerateObservationConvention convention,
		GenerateObservationConvention fallback) implements GenerateObservationConvention {

	private static final Log logger = LogFactory.getLog(QuietObservationConvention.class);

	@Override
	public boolean supportsContext(Observation.Context context) {
		return this.convention.supportsContext(context);
	}

	@Override
	public @Nullable String getName() {
		return get(GenerateObservationConvention::getName);
	}

	@Override
	public @Nullable String getContextualName(GenerateObservationContext context) {
		return get((convention) -> convention.getContextualName(context));
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(GenerateObservationContext context) {
		return get((convention) -> convention.getLowCardinalityKeyValues(context));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(GenerateObservationContext context) {
		return get((convention) -> convention.getHighCardinalityKeyValues(context));
	}

	private <T extends @Nullable Object> T get(Function<GenerateObservationConvention, T> value) {
		try {
			return value.apply(this.convention);
		}
		catch (RuntimeException ex) {
			logger.warn("Observation convention failed; the default takes its place", ex);
			return value.apply(this.fallback);
		}
	}

}
