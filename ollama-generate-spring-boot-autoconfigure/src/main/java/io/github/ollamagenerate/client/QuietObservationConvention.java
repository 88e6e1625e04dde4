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

package io.github.ollamagenerate.client;

import java.util.function.Function;

import io.github.ollamagenerate.observation.GenerateObservationContext;
import io.github.ollamagenerate.observation.GenerateObservationConvention;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

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
