package io.github.ollamagenerate.observation;

import java.time.Duration;

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

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponse.Metrics;

/**
 * Records what the server measured, once at the end of each answer. A value that the
 * server did not send is not recorded; it is never made up as zero.
 * <p>
 * Not a {@code MeterObservationHandler}: of those, Spring Boot lets only the first handle
 * an observation, and that is the one that times it.
 */
public class GenerateMeterObservationHandler implements ObservationHandler<GenerateObservationContext> {

	private static final Log logger = LogFactory.getLog(GenerateMeterObservationHandler.class);

	private static final String PREFIX = "ollama.client.generate.";

	private final MeterRegistry registry;

	/**
	 * Create a handler.
	 * @param registry the registry that the meters belong to
	 */
	public GenerateMeterObservationHandler(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof GenerateObservationContext;
	}

	@Override
	public void onStop(GenerateObservationContext context) {
		GenerateResponse response = context.getResponse();
		try {
			Tags tags = tags(context);
			time("time.to.first.chunk", "Time to the first chunk with text of a streamed answer, thinking included",
					context.getTimeToFirstChunk(), tags);
			if (response != null) {
				record(response.metrics(), tags);
			}
		}
		catch (RuntimeException ex) {
			logger.warn("Meters of a generation could not be recorded; the answer is not affected", ex);
		}
	}

	private void record(Metrics metrics, Tags tags) {
		time("total.duration", "Whole time at the server", metrics.totalDuration(), tags);
		time("load.duration", "Time at the server until the model was ready, waiting in the queue included",
				metrics.loadDuration(), tags);
		time("prompt.eval.duration", "Time at the server on the part of the prompt that was not cached",
				metrics.promptEvalDuration(), tags);
		time("eval.duration", "Time at the server on the tokens of the answer", metrics.evalDuration(), tags);
		count("prompt.eval.tokens", "Tokens of the prompt, cached ones included", metrics.promptEvalCount(), tags);
		count("prompt.cached.tokens", "Tokens of the prompt that came from the cache", metrics.promptEvalCachedCount(),
				tags);
		count("eval.tokens", "Tokens of the answer, thinking included", metrics.evalCount(), tags);
		Double tokensPerSecond = metrics.tokensPerSecond();
		if (tokensPerSecond != null) {
			time("time.per.output.token", "Time at the server for a token of the answer",
					Duration.ofNanos(Math.round(1e9 / tokensPerSecond)), tags);
			summary("tokens.per.second", "Tokens of the answer in a second at the server", null, tags)
				.record(tokensPerSecond);
		}
	}

	private void time(String name, String description, @Nullable Duration duration, Tags tags) {
		if (duration != null && !duration.isZero() && !duration.isNegative()) {
			Timer.builder(PREFIX + name).description(description).tags(tags).register(this.registry).record(duration);
		}
	}

	private void count(String name, String description, @Nullable Integer tokens, Tags tags) {
		if (tokens != null && tokens > 0) {
			summary(name, description, "tokens", tags).record(tokens);
		}
	}

	private DistributionSummary summary(String name, String description, @Nullable String unit, Tags tags) {
		return DistributionSummary.builder(PREFIX + name)
			.description(description)
			.baseUnit(unit)
			.tags(tags)
			.register(this.registry);
	}

	// sorted once, for all meters
	private static Tags tags(GenerateObservationContext context) {
		return Tags.of(context.getLowCardinalityKeyValues()
			.stream()
			.map((tag) -> Tag.of(tag.getKey(), tag.getValue()))
			.toList());
	}

}
