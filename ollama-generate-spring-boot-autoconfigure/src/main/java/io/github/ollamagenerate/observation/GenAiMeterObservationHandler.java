package io.github.ollamagenerate.observation;

import java.time.Duration;

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

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponse.Metrics;
import io.github.ollamagenerate.observation.GenerateObservationDocumentation.LowCardinalityKeyNames;

/**
 * Records the client metrics of OpenTelemetry's GenAI semantic conventions 0.1, beside
 * the meters of {@link GenerateMeterObservationHandler}. A token count that is not known
 * is not recorded, where the conventions would have zero.
 *
 * @see <a href=
 * "https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/client-inference.md">Client
 * inference</a>
 */
public class GenAiMeterObservationHandler implements ObservationHandler<GenerateObservationContext> {

	private static final Log logger = LogFactory.getLog(GenAiMeterObservationHandler.class);

	private static final String PREFIX = "gen_ai.client.inference.";

	private final MeterRegistry registry;

	/**
	 * Create a handler.
	 * @param registry the registry that the meters belong to
	 */
	public GenAiMeterObservationHandler(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof GenerateObservationContext;
	}

	@Override
	public void onStart(GenerateObservationContext context) {
		if (context.isStream()) {
			safely(() -> context.setOutputChunkTimes(timer("time_per_output_chunk", tags(context))::record));
		}
	}

	@Override
	public void onStop(GenerateObservationContext context) {
		safely(() -> record(context));
	}

	private void record(GenerateObservationContext context) {
		Tags tags = tags(context);
		Tags withError = tags.and(Tag.of("error.type", lowCardinality(context, LowCardinalityKeyNames.ERROR_TYPE)));
		Duration duration = context.getDuration();
		if (duration != null) {
			time("duration", duration, withError);
		}
		Duration timeToFirstChunk = context.getTimeToFirstChunk();
		if (timeToFirstChunk != null) {
			time("time_to_first_chunk", timeToFirstChunk, tags);
		}
		GenerateResponse response = context.getResponse();
		if (response != null) {
			Metrics metrics = response.metrics();
			String modality = context.getRequest().images().isEmpty() ? "text" : "unknown";
			usage("input_tokens", metrics.promptEvalCount(), modality, tags);
			usage("cache_read.input_tokens", metrics.promptEvalCachedCount(), modality, tags);
			usage("output_tokens", metrics.evalCount(), "text", tags);
			tokens("input_tokens", metrics.promptEvalCount(), withError);
			tokens("output_tokens", metrics.evalCount(), withError);
		}
	}

	private void time(String name, Duration duration, Tags tags) {
		timer(name, tags).record(duration);
	}

	private Timer timer(String name, Tags tags) {
		return Timer.builder(PREFIX + name).tags(tags).register(this.registry);
	}

	private void usage(String name, @Nullable Integer count, String modality, Tags tags) {
		if (count != null && count > 0) {
			Counter.builder(PREFIX + "usage." + name)
				.baseUnit("tokens")
				.tags(tags.and("gen_ai.token.modality", modality))
				.register(this.registry)
				.increment(count);
		}
	}

	private void tokens(String name, @Nullable Integer count, Tags tags) {
		if (count != null && count > 0) {
			DistributionSummary.builder(PREFIX + "operation." + name)
				.baseUnit("tokens")
				.tags(tags)
				.register(this.registry)
				.record(count);
		}
	}

	private static Tags tags(GenerateObservationContext context) {
		return Tags.of("gen_ai.operation.name", "text_completion", "gen_ai.provider.name", "ollama",
				"gen_ai.request.model", lowCardinality(context, LowCardinalityKeyNames.REQUEST_MODEL), "server.address",
				context.getServerAddress().getHost(), "server.port", String.valueOf(context.getServerPort()));
	}

	// with its cap
	private static String lowCardinality(GenerateObservationContext context, LowCardinalityKeyNames name) {
		KeyValue value = context.getLowCardinalityKeyValue(name.asString());
		return (value != null) ? value.getValue() : KeyValue.NONE_VALUE;
	}

	private static void safely(Runnable record) {
		try {
			record.run();
		}
		catch (RuntimeException ex) {
			logger.warn("GenAI meters of a generation could not be recorded; the answer is not affected", ex);
		}
	}

}
