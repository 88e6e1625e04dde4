package io.github.ollamagenerate.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a generate request asks for.
 *
 * @param model the model's name as sent, empty if absent
 * @param prompt the prompt, empty if absent
 * @param streaming whether a stream is asked for
 * @param raw whether the prompt goes to the model as it is
 * @param templated whether there is a template, system text or context
 * @param think whether to think, or null if that is left to the model
 * @param format the word "json", a JSON schema, or a missing node
 * @param keepAlive how long the model stays loaded, or null if that is left to the server
 * @param options the generation options
 */
record GenerateInput(String model, String prompt, boolean streaming, boolean raw, boolean templated,
		@Nullable Boolean think, JsonNode format, @Nullable Duration keepAlive, Options options) {

	private static final Set<String> THINK_LEVELS = Set.of("low", "medium", "high", "max");

	private static final int MAX_TOP_LOGPROBS = 20;

	static GenerateInput of(ReceivedRequest request) {
		if (request.body().isBlank()) {
			throw new Refusal(400, "missing request body");
		}
		JsonNode body = request.json();
		if (body == null) {
			throw new Refusal(400, "unexpected EOF");
		}
		if (!body.isObject()) {
			throw new Refusal(400, "json: cannot unmarshal " + body.getNodeType().name().toLowerCase(Locale.ROOT)
					+ " into Go value of type api.GenerateRequest");
		}
		@Nullable Boolean think = think(request.field("think"));
		@Nullable Duration keepAlive = keepAlive(request.field("keep_alive"));
		int topLogprobs = request.field("top_logprobs").asInt(0);
		if (topLogprobs < 0 || topLogprobs > MAX_TOP_LOGPROBS) {
			throw new Refusal(400, "top_logprobs must be between 0 and 20");
		}
		boolean templated = !text(request, "template").isEmpty() || !text(request, "system").isEmpty()
				|| !request.field("context").isEmpty();
		return new GenerateInput(text(request, "model"), text(request, "prompt"), request.streaming(),
				request.field("raw").asBoolean(false), templated, think, request.field("format"), keepAlive,
				Options.of(request));
	}

	private static String text(ReceivedRequest request, String name) {
		JsonNode value = request.field(name);
		return value.isString() ? value.stringValue() : "";
	}

	private static @Nullable Boolean think(JsonNode value) {
		if (value.isBoolean()) {
			return value.booleanValue();
		}
		if (value.isString()) {
			if (!THINK_LEVELS.contains(value.stringValue())) {
				throw new Refusal(400, "invalid think value: " + GoJson.text(value.stringValue())
						+ " (must be \"high\", \"medium\", \"low\", \"max\", true, or false)");
			}
			return true;
		}
		return null;
	}

	private static @Nullable Duration keepAlive(JsonNode value) {
		if (value.isNumber()) {
			double seconds = value.doubleValue();
			boolean forever = seconds < 0 || seconds > GoDuration.LONGEST.toSeconds();
			return forever ? GoDuration.LONGEST : Duration.ofMillis((long) (seconds * 1000));
		}
		if (value.isString()) {
			Duration duration = GoDuration.parse(value.stringValue());
			return duration.isNegative() ? GoDuration.LONGEST : duration;
		}
		return null;
	}

	/**
	 * Generation options that change a canned answer.
	 *
	 * @param seed the seed, 0 if absent
	 * @param numPredict the most tokens to generate, 0 or less for no limit
	 * @param stop texts that end the answer
	 */
	record Options(long seed, int numPredict, List<String> stop) {

		static Options of(ReceivedRequest request) {
			List<String> stop = new ArrayList<>();
			for (JsonNode text : request.option("stop")) {
				if (text.isString() && !text.stringValue().isEmpty()) {
					stop.add(text.stringValue());
				}
			}
			return new Options(request.option("seed").asLong(0), request.option("num_predict").asInt(-1), stop);
		}

	}

}
