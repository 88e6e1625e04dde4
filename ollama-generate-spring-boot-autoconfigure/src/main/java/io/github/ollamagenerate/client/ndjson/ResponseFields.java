package io.github.ollamagenerate.client.ndjson;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponse.Metrics;
import io.github.ollamagenerate.Logprob;
import io.github.ollamagenerate.client.ndjson.UnreadableLineException.Kind;

/**
 * Fields of the line that is being read. Used again from line to line; what stays the
 * same, such as the model, is not read into a new string each time.
 */
final class ResponseFields {

	// these make the answer: it is no answer if one of them cannot be read
	private static final Set<String> ANSWER = Set.of("model", "response", "thinking", "done", "done_reason");

	private String model = "";

	private String lastModel = "";

	private @Nullable String createdAt;

	private String response = "";

	private @Nullable String thinking;

	private boolean done;

	private @Nullable String doneReason;

	private @Nullable List<Integer> context;

	private List<Logprob> logprobs = List.of();

	private @Nullable String remoteModel;

	private @Nullable String remoteHost;

	private @Nullable MetricsFields metrics;

	private Map<String, @Nullable Object> additional = Map.of();

	/**
	 * Forget the line before.
	 * @param model the model of the next line unless it says so itself
	 */
	void reset(String model) {
		this.model = model;
		this.createdAt = null;
		this.response = "";
		this.thinking = null;
		this.done = false;
		this.doneReason = null;
		this.context = null;
		this.logprobs = List.of();
		this.remoteModel = null;
		this.remoteHost = null;
		this.metrics = null;
		this.additional = Map.of();
	}

	/**
	 * Take the fields of a line that holds a token and nothing else.
	 */
	void token(String createdAt, String response, @Nullable String thinking) {
		this.createdAt = createdAt;
		this.response = response;
		this.thinking = thinking;
	}

	void scalar(String name, JsonParser parser, JsonToken token) {
		switch (token) {
			case VALUE_STRING -> text(name, parser);
			case VALUE_NUMBER_INT -> number(name, parser);
			case VALUE_TRUE, VALUE_FALSE -> flag(name, token == JsonToken.VALUE_TRUE);
			case VALUE_NULL -> {
			}
			default -> additional(name, parser.getNumberValue());
		}
	}

	private void text(String name, JsonParser parser) {
		switch (name) {
			case "response" -> this.response = parser.getString();
			case "created_at" -> this.createdAt = parser.getString();
			case "model" -> model(parser);
			case "thinking" -> this.thinking = parser.getString();
			case "done_reason" -> this.doneReason = parser.getString();
			case "remote_model" -> this.remoteModel = parser.getString();
			case "remote_host" -> this.remoteHost = parser.getString();
			default -> additional(name, parser.getString());
		}
	}

	private void model(JsonParser parser) {
		if (!isText(this.model, parser)) {
			this.model = isText(this.lastModel, parser) ? this.lastModel : parser.getString();
			this.lastModel = this.model;
		}
	}

	private void number(String name, JsonParser parser) {
		MetricsFields metrics = (this.metrics != null) ? this.metrics : new MetricsFields();
		if (metrics.set(name, parser)) {
			this.metrics = metrics;
		}
		else {
			additional(name, parser.getNumberValue());
		}
	}

	private void flag(String name, boolean value) {
		if (name.equals("done")) {
			this.done = value;
		}
		else {
			additional(name, value);
		}
	}

	void nested(String name, NestedField field) {
		List<Integer> context = name.equals("context") ? field.integers() : null;
		List<Logprob> logprobs = name.equals("logprobs") ? field.logprobs() : null;
		if (context != null) {
			this.context = context;
		}
		else if (logprobs != null) {
			this.logprobs = logprobs;
		}
		else {
			additional(name, field);
		}
	}

	private void additional(String name, NestedField field) {
		Object value = field.value();
		if (value != null) {
			additional(name, value);
		}
		else if (name.equals("error")) {
			// too large to keep, and a failure all the same
			additional(name, Map.of());
		}
	}

	private void additional(String name, @Nullable Object value) {
		if (ANSWER.contains(name)) {
			throw new UnreadableLineException(Kind.WRONG_TYPE, name);
		}
		if (this.additional.isEmpty()) {
			this.additional = new LinkedHashMap<>();
		}
		this.additional.put(name, value);
	}

	/**
	 * Return what the server says of a failure, if this line tells of one.
	 */
	@Nullable Map<String, @Nullable Object> error() {
		return (this.additional.get("error") != null) ? this.additional : null;
	}

	boolean hasText() {
		return !this.response.isEmpty() || this.thinking != null;
	}

	/**
	 * Return the line as a response. A line with a reason is the end, also where a server
	 * leaves out {@code done}.
	 */
	GenerateResponse toResponse() {
		return new GenerateResponse(this.model, this.createdAt, this.response, this.thinking,
				this.done || this.doneReason != null, this.doneReason, this.context, this.logprobs, this.remoteModel,
				this.remoteHost, (this.metrics != null) ? this.metrics.toMetrics() : Metrics.none(), this.additional);
	}

	private static boolean isText(String text, JsonParser parser) {
		int length = parser.getStringLength();
		char[] characters = parser.getStringCharacters();
		int offset = parser.getStringOffset();
		int i = 0;
		while (i < length && i < text.length() && characters[offset + i] == text.charAt(i)) {
			i++;
		}
		return i == length && i == text.length();
	}

	/**
	 * Numbers of the last line of an answer.
	 */
	private static final class MetricsFields {

		private @Nullable Duration total;

		private @Nullable Duration load;

		private @Nullable Integer promptEvalCount;

		private @Nullable Duration promptEval;

		private @Nullable Integer evalCount;

		private @Nullable Duration eval;

		private @Nullable Integer promptEvalCached;

		/**
		 * Take a number.
		 * @return whether it is one of these, and of their range
		 */
		boolean set(String name, JsonParser parser) {
			return switch (parser.getNumberType()) {
				case INT -> setDuration(name, parser.getLongValue()) || setCount(name, parser.getIntValue());
				case LONG -> setDuration(name, parser.getLongValue());
				default -> false;
			};
		}

		private boolean setDuration(String name, long nanoseconds) {
			switch (name) {
				case "total_duration" -> this.total = Duration.ofNanos(nanoseconds);
				case "load_duration" -> this.load = Duration.ofNanos(nanoseconds);
				case "prompt_eval_duration" -> this.promptEval = Duration.ofNanos(nanoseconds);
				case "eval_duration" -> this.eval = Duration.ofNanos(nanoseconds);
				default -> {
					return false;
				}
			}
			return true;
		}

		private boolean setCount(String name, int tokens) {
			switch (name) {
				case "prompt_eval_count" -> this.promptEvalCount = tokens;
				case "eval_count" -> this.evalCount = tokens;
				case "prompt_eval_cached_count" -> this.promptEvalCached = tokens;
				default -> {
					return false;
				}
			}
			return true;
		}

		Metrics toMetrics() {
			return new Metrics(this.total, this.load, this.promptEvalCount, this.promptEval, this.evalCount, this.eval,
					this.promptEvalCached);
		}

	}

}
