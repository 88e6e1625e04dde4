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

import java.net.URI;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.Type;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Registers the meters of the configured model before its first answer. A rate needs two
 * values, so the first answer is visible only in series that exist before it.
 */
public class GenerateMeterBinder implements MeterBinder {

	private static final Log logger = LogFactory.getLog(GenerateMeterBinder.class);

	private final @Nullable String model;

	private final boolean stream;

	private final URI serverAddress;

	/**
	 * Create a binder.
	 * @param model the configured model, {@code null} if there is none: then nothing is
	 * registered
	 * @param stream whether the server streams the answers
	 * @param serverAddress the address of the server
	 */
	public GenerateMeterBinder(@Nullable String model, boolean stream, URI serverAddress) {
		this.model = model;
		this.stream = stream;
		this.serverAddress = serverAddress;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		if (this.model == null || this.model.isBlank()) {
			return;
		}
		try {
			register(this.model, registry);
		}
		catch (RuntimeException ex) {
			logger.warn("Meters of model '" + this.model + "' could not be registered before its first answer", ex);
		}
	}

	private void register(String model, MeterRegistry registry) {
		GenerateObservationContext context = new GenerateObservationContext(model,
				GenerateRequest.builder().model(model).build(), this.stream, this.serverAddress, () -> null);
		context.setConfiguredModel(true);
		DefaultGenerateObservationConvention convention = new DefaultGenerateObservationConvention();
		started(new GenerateMeters(registry, convention.getLowCardinalityKeyValues(context)), registry);
		context.setResponse(GenerateResponse.builder().model(model).doneReason("stop").build());
		ended(new GenerateMeters(registry, convention.getLowCardinalityKeyValues(context)), registry);
	}

	private void started(GenerateMeters meters, MeterRegistry registry) {
		registry.more().longTaskTimer(DefaultGenerateObservationConvention.NAME + ".active", meters.tags());
		meters.chunks();
		if (this.stream) {
			Counter
				.builder(DefaultGenerateObservationConvention.NAME + "."
						+ GenerateObservationDocumentation.Events.FIRST_CHUNK.getName())
				.tags(meters.tags())
				.register(registry);
		}
	}

	private void ended(GenerateMeters meters, MeterRegistry registry) {
		Timer.builder(GenerateMeterDocumentation.OPERATION.getName())
			.description(GenerateMeterDocumentation.OPERATION.getDescription())
			.tags(meters.tags())
			.tag("error", KeyValue.NONE_VALUE)
			.register(registry);
		for (GenerateMeterDocumentation meter : GenerateMeterDocumentation.values()) {
			if (meter.getType() == Type.DISTRIBUTION_SUMMARY) {
				meters.summary(meter);
			}
			else if (meter.getType() == Type.TIMER && meter != GenerateMeterDocumentation.OPERATION
					&& (this.stream || meter != GenerateMeterDocumentation.TIME_TO_FIRST_CHUNK)) {
				meters.timer(meter);
			}
		}
	}

}
