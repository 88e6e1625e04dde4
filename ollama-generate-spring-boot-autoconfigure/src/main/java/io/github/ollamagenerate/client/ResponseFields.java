package io.github.ollamagenerate.client;

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
			default -> additional(name, NestedValue.scalar(parser, token));
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

	@SuppressWarnings("unchecked")
	void nested(String name, @Nullable Object value) {
		if (name.equals("context") && isListOf(Integer.class, value)) {
			this.context = (List<Integer>) value;
		}
		else if (name.equals("logprobs") && isListOf(Map.class, value)) {
			this.logprobs = logprobs(value);
		}
		else if (value != null) {
			additional(name, value);
		}
	}

	private static boolean isListOf(Class<?> type, @Nullable Object value) {
		return value instanceof List<?> list && list.stream().allMatch(type::isInstance);
	}

	private static List<Logprob> logprobs(@Nullable Object list) {
		return (list instanceof List<?> elements) ? elements.stream()
			.filter(Map.class::isInstance)
			.map((element) -> logprob((Map<?, ?>) element))
			.toList() : List.of();
	}

	private static Logprob logprob(Map<?, ?> fields) {
		double logprob = (fields.get("logprob") instanceof Number number) ? number.doubleValue() : Double.NaN;
		String token = (fields.get("token") instanceof String text) ? text : "";
		return new Logprob(token, logprob, bytes(fields.get("bytes")), logprobs(fields.get("top_logprobs")));
	}

	@SuppressWarnings("unchecked")
	private static List<Integer> bytes(@Nullable Object list) {
		return (list != null && isListOf(Integer.class, list)) ? (List<Integer>) list : List.of();
	}

	private void additional(String name, @Nullable Object value) {
		if (ANSWER.contains(name)) {
			throw new WrongTypeException(name);
		}
		if (this.additional.isEmpty()) {
			this.additional = new LinkedHashMap<>();
		}
		this.additional.put(name, value);
	}

	/**
	 * Return what the server says of a failure, if this line tells of one.
	 */
	@Nullable ServerError error() {
		return (this.additional.get("error") != null) ? ServerError.ofFields(this.additional) : null;
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

}
