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

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponse.Metrics;
import io.github.ollamagenerate.observation.GenerateObservationDocumentation.HighCardinalityKeyNames;
import io.github.ollamagenerate.observation.GenerateObservationDocumentation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Handler that records the client metrics of the OpenTelemetry GenAI semantic conventions
 * 0.1, in addition to the meters of {@link GenerateMeterObservationHandler}. An unknown
 * token count is not recorded, although the conventions would use zero.
 *
 * @see <a href=
 * "https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/client-inference.md">Client
 * inference</a>
 */
public class GenAiMeterObservationHandler implements ObservationHandler<GenerateObservationContext> {

	private static final Log logger = LogFactory.getLog(GenAiMeterObservationHandler.class);

	private static final Set<String> NAMES = Stream.of(LowCardinalityKeyNames.values())
		.map(LowCardinalityKeyNames::asString)
		.collect(Collectors.toUnmodifiableSet());

	private final MeterRegistry registry;

	/**
	 * Create a handler.
	 * @param registry the registry of the meters
	 */
	public GenAiMeterObservationHandler(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof GenerateObservationContext generation && !generation.getRequest().isLoad();
	}

	@Override
	public void onStart(GenerateObservationContext context) {
		if (context.isStream()) {
			safely(() -> context
				.addChunkListener(new ChunkTimes(timer(GenAiMeterDocumentation.TIME_PER_OUTPUT_CHUNK, tags(context)))));
		}
	}

	@Override
	public void onStop(GenerateObservationContext context) {
		safely(() -> record(context));
	}

	private void record(GenerateObservationContext context) {
		Tags tags = tags(context);
		Tags withError = tags.and(tag(context, LowCardinalityKeyNames.ERROR_TYPE));
		Duration duration = context.getDuration();
		if (duration != null) {
			time(GenAiMeterDocumentation.DURATION, duration, withError);
		}
		Duration timeToFirstChunk = context.getTimeToFirstChunk();
		if (timeToFirstChunk != null) {
			time(GenAiMeterDocumentation.TIME_TO_FIRST_CHUNK, timeToFirstChunk, tags);
		}
		GenerateResponse response = context.getResponse();
		if (response != null) {
			Metrics metrics = response.metrics();
			String modality = context.getRequest().images().isEmpty() ? "text" : "unknown";
			usage(GenAiMeterDocumentation.USAGE_INPUT_TOKENS, metrics.promptEvalCount(), modality, tags);
			usage(GenAiMeterDocumentation.USAGE_CACHE_READ_INPUT_TOKENS, metrics.promptEvalCachedCount(), modality,
					tags);
			usage(GenAiMeterDocumentation.USAGE_OUTPUT_TOKENS, metrics.evalCount(), "text", tags);
			tokens(GenAiMeterDocumentation.OPERATION_INPUT_TOKENS, metrics.promptEvalCount(), withError);
			tokens(GenAiMeterDocumentation.OPERATION_OUTPUT_TOKENS, metrics.evalCount(), withError);
		}
	}

	private void time(GenAiMeterDocumentation meter, Duration duration, Tags tags) {
		timer(meter, tags).record(duration);
	}

	private Timer timer(GenAiMeterDocumentation meter, Tags tags) {
		return Timer.builder(meter.getName()).description(meter.getDescription()).tags(tags).register(this.registry);
	}

	private DistributionSummary summary(GenAiMeterDocumentation meter, Tags tags) {
		return DistributionSummary.builder(meter.getName())
			.description(meter.getDescription())
			.baseUnit(meter.getBaseUnit())
			.tags(tags)
			.register(this.registry);
	}

	private void usage(GenAiMeterDocumentation meter, @Nullable Integer count, String modality, Tags tags) {
		if (count != null && count > 0) {
			Counter.builder(meter.getName())
				.description(meter.getDescription())
				.baseUnit(meter.getBaseUnit())
				.tags(tags.and("gen_ai.token.modality", modality))
				.register(this.registry)
				.increment(count);
		}
	}

	private void tokens(GenAiMeterDocumentation meter, @Nullable Integer count, Tags tags) {
		if (count != null && count > 0) {
			summary(meter, tags).record(count);
		}
	}

	private static Tags tags(GenerateObservationContext context) {
		return Tags
			.of(HighCardinalityKeyNames.OPERATION_NAME.asString(), "text_completion",
					HighCardinalityKeyNames.PROVIDER_NAME.asString(), "ollama",
					LowCardinalityKeyNames.SERVER_ADDRESS.asString(), context.getServerAddress().getHost(),
					LowCardinalityKeyNames.SERVER_PORT.asString(), String.valueOf(context.getServerPort()))
			.and(tag(context, LowCardinalityKeyNames.REQUEST_MODEL))
			.and(added(context));
	}

	// what the application adds to all meters
	private static List<Tag> added(GenerateObservationContext context) {
		return context.getLowCardinalityKeyValues()
			.stream()
			.filter((value) -> !NAMES.contains(value.getKey()))
			.map((value) -> Tag.of(value.getKey(), value.getValue()))
			.toList();
	}

	// with its cap
	private static Tag tag(GenerateObservationContext context, LowCardinalityKeyNames name) {
		KeyValue value = context.getLowCardinalityKeyValue(name.asString());
		return Tag.of(name.asString(), (value != null) ? value.getValue() : KeyValue.NONE_VALUE);
	}

	private static void safely(Runnable record) {
		try {
			record.run();
		}
		catch (RuntimeException ex) {
			logger.warn("GenAI meters of a generation could not be recorded; the answer is not affected", ex);
		}
	}

	/**
	 * Records the time between the chunks of one answer.
	 */
	private static final class ChunkTimes implements Runnable {

		private final Timer times;

		private long last;

		ChunkTimes(Timer times) {
			this.times = times;
		}

		@Override
		public void run() {
			long now = System.nanoTime();
			if (this.last != 0) {
				this.times.record(now - this.last, TimeUnit.NANOSECONDS);
			}
			this.last = now;
		}

	}

}
