package io.github.ollamagenerate.autoconfigure.observation;

import java.util.Map;
import java.util.stream.DoubleStream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import org.jspecify.annotations.Nullable;

/**
 * Gives the meters of a generation buckets that fit: Micrometer's own end at 30 seconds,
 * and a model may take minutes to load.
 *
 * @see <a href="https://github.com/open-telemetry/semantic-conventions-genai">GenAI
 * semantic conventions</a>, whose boundaries of durations these are, with three more
 */
class HistogramMeterFilter implements MeterFilter {

	private static final String PREFIX = "ollama.client.generate.";

	private static final String GEN_AI = "gen_ai.client.inference.";

	private static final double[] SECONDS = doubling(0.01, 17);

	private static final double[] TOKENS = doubling(16, 14);

	private static final double[] SECONDS_PER_TOKEN = { 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3,
			0.4, 0.5, 0.75, 1, 2.5 };

	private static final double[] GEN_AI_SECONDS = doubling(0.01, 14);

	private static final double[] GEN_AI_TOKENS = DoubleStream.iterate(1, (value) -> value * 4).limit(14).toArray();

	private static final Map<String, double[]> BOUNDARIES = Map.ofEntries(
			Map.entry(PREFIX + "operation", nanos(SECONDS)), Map.entry(PREFIX + "load.duration", nanos(SECONDS)),
			Map.entry(PREFIX + "time.to.first.chunk", nanos(SECONDS)),
			Map.entry(PREFIX + "time.per.output.token", nanos(SECONDS_PER_TOKEN)),
			Map.entry(PREFIX + "prompt.eval.tokens", TOKENS), Map.entry(PREFIX + "prompt.cached.tokens", TOKENS),
			Map.entry(PREFIX + "eval.tokens", TOKENS), Map.entry(GEN_AI + "duration", nanos(GEN_AI_SECONDS)),
			Map.entry(GEN_AI + "time_to_first_chunk", nanos(GEN_AI_SECONDS)),
			Map.entry(GEN_AI + "time_per_output_chunk", nanos(GEN_AI_SECONDS)),
			Map.entry(GEN_AI + "operation.input_tokens", GEN_AI_TOKENS),
			Map.entry(GEN_AI + "operation.output_tokens", GEN_AI_TOKENS));

	@Override
	public @Nullable DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
		double[] boundaries = BOUNDARIES.get(id.getName());
		return (boundaries != null)
				? DistributionStatisticConfig.builder().serviceLevelObjectives(boundaries).build().merge(config)
				: config;
	}

	private static double[] doubling(double first, int count) {
		return DoubleStream.iterate(first, (value) -> value * 2).limit(count).toArray();
	}

	private static double[] nanos(double[] seconds) {
		return DoubleStream.of(seconds).map((value) -> Math.round(value * 1e9)).toArray();
	}

}
