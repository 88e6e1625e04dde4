package io.github.ollamagenerate.observation;

import java.time.Duration;

import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponse.Metrics;

import org.springframework.util.ConcurrentLruCache;

/**
 * Records what the server measured, once at the end of each answer. A value that the
 * server did not send is not recorded; it is never made up as zero.
 * <p>
 * Not a {@code MeterObservationHandler}: of those, Spring Boot lets only the first handle
 * an observation, and that is the one that times it.
 */
public class GenerateMeterObservationHandler implements ObservationHandler<GenerateObservationContext> {

	private static final Log logger = LogFactory.getLog(GenerateMeterObservationHandler.class);

	// more than the models and outcomes of one application; a convention of others may
	// have tags without end, which a filter of the registry then keeps out
	private static final int MAX_TAGS = 1000;

	private final ConcurrentLruCache<KeyValues, GenerateMeters> meters;

	/**
	 * Create a handler.
	 * @param registry the registry that the meters belong to
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
	public void onStop(GenerateObservationContext context) {
		GenerateResponse response = context.getResponse();
		try {
			GenerateMeters meters = this.meters.get(context.getLowCardinalityKeyValues());
			time(meters, "time.to.first.chunk",
					"Time to the first chunk with text of a streamed answer, thinking included",
					context.getTimeToFirstChunk());
			if (response != null) {
				record(meters, response.metrics());
			}
		}
		catch (RuntimeException ex) {
			logger.warn("Meters of a generation could not be recorded; the answer is not affected", ex);
		}
	}

	private static void record(GenerateMeters meters, Metrics metrics) {
		time(meters, "total.duration", "Whole time at the server", metrics.totalDuration());
		time(meters, "load.duration", "Time at the server until the model was ready, waiting in the queue included",
				metrics.loadDuration());
		time(meters, "prompt.eval.duration", "Time at the server on the part of the prompt that was not cached",
				metrics.promptEvalDuration());
		time(meters, "eval.duration", "Time at the server on the tokens of the answer", metrics.evalDuration());
		count(meters, "prompt.eval.tokens", "Tokens of the prompt, cached ones included", metrics.promptEvalCount());
		count(meters, "prompt.cached.tokens", "Tokens of the prompt that came from the cache",
				metrics.promptEvalCachedCount());
		count(meters, "eval.tokens", "Tokens of the answer, thinking included", metrics.evalCount());
		Double tokensPerSecond = metrics.tokensPerSecond();
		if (tokensPerSecond != null) {
			time(meters, "time.per.output.token", "Time at the server for a token of the answer",
					Duration.ofNanos(Math.round(1e9 / tokensPerSecond)));
			meters.summary("tokens.per.second", "Tokens of the answer in a second at the server", null)
				.record(tokensPerSecond);
		}
	}

	private static void time(GenerateMeters meters, String name, String description, @Nullable Duration duration) {
		if (duration != null && !duration.isZero() && !duration.isNegative()) {
			meters.timer(name, description).record(duration);
		}
	}

	private static void count(GenerateMeters meters, String name, String description, @Nullable Integer tokens) {
		if (tokens != null && tokens > 0) {
			meters.summary(name, description, "tokens").record(tokens);
		}
	}

}
