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

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponse.Metrics;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ConcurrentLruCache;

/**
 * Handler that counts the chunks of an answer as they arrive, and records the server's
 * metrics once, at the end. A value that the server does not send is not recorded, not
 * even as zero.
 * <p>
 * It is not a {@code MeterObservationHandler}, because Spring Boot calls only the first
 * of those for an observation, which is the one that measures the time.
 */
public class GenerateMeterObservationHandler implements ObservationHandler<GenerateObservationContext> {

	private static final Log logger = LogFactory.getLog(GenerateMeterObservationHandler.class);

	// more than the models and outcomes of one application; a convention of others may
	// have tags without end, which a filter of the registry then keeps out
	private static final int MAX_TAGS = 1000;

	private final ConcurrentLruCache<KeyValues, GenerateMeters> meters;

	/**
	 * Create a handler.
	 * @param registry the registry of the meters
	 */
	public GenerateMeterObservationHandler(MeterRegistry registry) {
		this.meters = new ConcurrentLruCache<>(MAX_TAGS, (tags) -> new GenerateMeters(registry, tags));
		registry.config().onMeterRemoved((meter) -> this.meters.clear());
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof GenerateObservationContext;
	}

	@Override
	public void onStart(GenerateObservationContext context) {
		if (!context.getRequest().isLoad()) {
			safely(() -> {
				Counter chunks = this.meters.get(context.getLowCardinalityKeyValues()).chunks();
				context.addChunkListener(chunks::increment);
			});
		}
	}

	@Override
	public void onStop(GenerateObservationContext context) {
		GenerateResponse response = context.getResponse();
		safely(() -> {
			GenerateMeters meters = this.meters.get(context.getLowCardinalityKeyValues());
			time(meters, GenerateMeterDocumentation.TIME_TO_FIRST_CHUNK, context.getTimeToFirstChunk());
			if (response != null) {
				record(meters, response.metrics());
				contextUsage(meters, context.getRequest(), response.metrics());
			}
		});
	}

	private static void safely(Runnable record) {
		try {
			record.run();
		}
		catch (RuntimeException ex) {
			logger.warn("Meters of a generation could not be recorded; the answer is not affected", ex);
		}
	}

	private static void record(GenerateMeters meters, Metrics metrics) {
		time(meters, GenerateMeterDocumentation.TOTAL_DURATION, metrics.totalDuration());
		time(meters, GenerateMeterDocumentation.LOAD_DURATION, metrics.loadDuration());
		time(meters, GenerateMeterDocumentation.PROMPT_EVAL_DURATION, metrics.promptEvalDuration());
		time(meters, GenerateMeterDocumentation.EVAL_DURATION, metrics.evalDuration());
		count(meters, GenerateMeterDocumentation.PROMPT_EVAL_TOKENS, metrics.promptEvalCount());
		count(meters, GenerateMeterDocumentation.PROMPT_CACHED_TOKENS, metrics.promptEvalCachedCount());
		count(meters, GenerateMeterDocumentation.EVAL_TOKENS, metrics.evalCount());
		Double tokensPerSecond = metrics.tokensPerSecond();
		if (tokensPerSecond != null) {
			time(meters, GenerateMeterDocumentation.TIME_PER_OUTPUT_TOKEN,
					Duration.ofNanos(Math.round(1e9 / tokensPerSecond)));
			meters.summary(GenerateMeterDocumentation.TOKENS_PER_SECOND).record(tokensPerSecond);
		}
	}

	private static void contextUsage(GenerateMeters meters, GenerateRequest request, Metrics metrics) {
		Integer tokens = metrics.promptEvalCount();
		if (tokens != null && tokens > 0 && request.options().asMap().get("num_ctx") instanceof Integer size
				&& size > 0) {
			// in percent: a histogram records whole numbers
			meters.summary(GenerateMeterDocumentation.CONTEXT_USAGE).record(100.0 * tokens / size);
		}
	}

	private static void time(GenerateMeters meters, GenerateMeterDocumentation meter, @Nullable Duration duration) {
		if (duration != null && !duration.isZero() && !duration.isNegative()) {
			meters.timer(meter).record(duration);
		}
	}

	private static void count(GenerateMeters meters, GenerateMeterDocumentation meter, @Nullable Integer tokens) {
		if (tokens != null && tokens > 0) {
			meters.summary(meter).record(tokens);
		}
	}

}
