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

package io.github.ollamagenerate.client.ndjson;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponse.Metrics;
import io.github.ollamagenerate.Logprob;
import io.github.ollamagenerate.client.ndjson.UnreadableLineException.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Fields of the line that is being read. Used again from line to line; what stays the
 * same, such as the model, is not read into a new string each time.
 */
final class ResponseFields {

	// these make the answer: it is no answer if one of them cannot be read
	private static final Set<String> ANSWER = Set.of("model", "response", "thinking", "done", "done_reason");

	// durations are below the range of a long, counts below that of an int
	private static final Map<String, Double> METRICS_LIMITS = Map.of("total_duration", 0x1p63, "load_duration", 0x1p63,
			"prompt_eval_duration", 0x1p63, "eval_duration", 0x1p63, "prompt_eval_count", 0x1p31, "eval_count", 0x1p31,
			"prompt_eval_cached_count", 0x1p31);

	// a longer text is not a number
	private static final int MAX_NUMBER_LENGTH = 30;

	// by these names the server's own client reads in any case
	private static final Set<String> KNOWN = Stream
		.concat(METRICS_LIMITS.keySet().stream(), Stream.of("model", "created_at", "response", "thinking", "done",
				"done_reason", "context", "logprobs", "remote_model", "remote_host", "error"))
		.collect(Collectors.toUnmodifiableSet());

	private String model = "";

	private String lastModel = "";

	private @Nullable String createdAt;

	private String response = "";

	private @Nullable String thinking;

	// whether a line has a field for text, be it empty
	private boolean answers;

	private boolean done;

	private @Nullable String doneReason;

	private @Nullable List<Integer> context;

	private List<Logprob> logprobs = List.of();

	private @Nullable String remoteModel;

	private @Nullable String remoteHost;

	private Map<String, Long> metrics = Map.of();

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
		this.answers = false;
		this.done = false;
		this.doneReason = null;
		this.context = null;
		this.logprobs = List.of();
		this.remoteModel = null;
		this.remoteHost = null;
		this.metrics = Map.of();
		this.additional = Map.of();
	}

	/**
	 * Take the fields of a line that holds a token and nothing else.
	 */
	void token(String createdAt, String response, @Nullable String thinking) {
		this.createdAt = createdAt;
		this.response = response;
		this.thinking = thinking;
		this.answers = true;
	}

	/**
	 * Return the name of a field as this class knows it: as the server's own client,
	 * without regard to case.
	 */
	static String canonical(String name) {
		if (KNOWN.contains(name)) {
			return name;
		}
		String lower = name.toLowerCase(Locale.ROOT);
		return KNOWN.contains(lower) ? lower : name;
	}

	void scalar(String name, JsonParser parser, JsonToken token) {
		this.answers |= name.equals("response") || name.equals("thinking");
		switch (token) {
			case VALUE_STRING -> text(name, parser);
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(name, parser.getNumberValue());
			case VALUE_TRUE, VALUE_FALSE -> flag(name, token == JsonToken.VALUE_TRUE);
			default -> {
				// null is like a field that is not there
			}
		}
	}

	private void text(String name, JsonParser parser) {
		switch (name) {
			case "response" -> this.response = parser.getString();
			case "created_at" -> this.createdAt = parser.getString();
			case "model" -> model(parser);
			case "thinking" -> this.thinking = parser.getString();
			// some send an empty text on each line that is not the last
			case "done_reason" -> this.doneReason = parser.getString().isEmpty() ? null : parser.getString();
			case "done" -> flagAsText(parser.getString());
			case "remote_model" -> this.remoteModel = parser.getString();
			case "remote_host" -> this.remoteHost = parser.getString();
			default -> otherText(name, parser.getString());
		}
	}

	private void flagAsText(String text) {
		if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
			throw new UnreadableLineException(Kind.WRONG_TYPE, "done");
		}
		this.done = Boolean.parseBoolean(text);
	}

	private void otherText(String name, String text) {
		Number number = METRICS_LIMITS.containsKey(name) ? parseNumber(text) : null;
		if (number != null) {
			number(name, number);
		}
		else {
			additional(name, text);
		}
	}

	private static @Nullable Number parseNumber(String text) {
		if (text.length() > MAX_NUMBER_LENGTH) {
			return null;
		}
		try {
			return Double.valueOf(text);
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private void model(JsonParser parser) {
		if (!isText(this.model, parser)) {
			this.model = isText(this.lastModel, parser) ? this.lastModel : parser.getString();
			this.lastModel = this.model;
		}
	}

	private void number(String name, Number value) {
		double number = value.doubleValue();
		// a fraction may be of another unit; a comparison with NaN is false
		if (number >= 0 && number < METRICS_LIMITS.getOrDefault(name, 0.0) && number == Math.rint(number)) {
			if (this.metrics.isEmpty()) {
				this.metrics = new HashMap<>();
			}
			this.metrics.put(name, value.longValue());
		}
		else {
			additional(name, value);
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
		// what is too large to keep is left out, but a failure is a failure
		if (value != null || name.equals("error") || ANSWER.contains(name)) {
			additional(name, (value != null) ? value : Map.of());
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
		Object error = this.additional.get("error");
		return (error == null || error.equals("") || error.equals(false)) ? null : this.additional;
	}

	/**
	 * Return whether the line has a field for text, be it empty.
	 */
	boolean isAnswer() {
		return this.answers;
	}

	boolean hasText() {
		return !this.response.isEmpty() || (this.thinking != null && !this.thinking.isEmpty());
	}

	/**
	 * Return the metrics by the names of their fields.
	 */
	Map<String, Long> metrics() {
		return this.metrics;
	}

	/**
	 * Return whether the line is the end of an answer. One with a reason is, also where a
	 * server leaves out {@code done}.
	 */
	boolean isEnd() {
		return this.done || this.doneReason != null;
	}

	/**
	 * Join characters that are split between lines.
	 */
	void join(SplitCharacter response, SplitCharacter thinking) {
		this.response = response.join(this.response, isEnd());
		if (this.thinking != null || (thinking.isPending() && isEnd())) {
			this.thinking = thinking.join((this.thinking != null) ? this.thinking : "", isEnd());
		}
	}

	/**
	 * Take what a line lacks that follows the end of the answer.
	 * @param end the end
	 * @param metrics the metrics of the end
	 */
	void complete(GenerateResponse end, Map<String, Long> metrics) {
		this.done = true;
		this.doneReason = (this.doneReason != null) ? this.doneReason : end.doneReason();
		this.context = (this.context != null) ? this.context : end.context();
		metrics.forEach(this.metrics::putIfAbsent);
	}

	/**
	 * Return the line as a response.
	 */
	GenerateResponse toResponse() {
		return new GenerateResponse(this.model, this.createdAt, this.response, this.thinking, isEnd(), this.doneReason,
				this.context, this.logprobs, this.remoteModel, this.remoteHost,
				this.metrics.isEmpty() ? Metrics.none() : toMetrics(), this.additional);
	}

	private Metrics toMetrics() {
		return new Metrics(duration("total_duration"), duration("load_duration"), count("prompt_eval_count"),
				duration("prompt_eval_duration"), count("eval_count"), duration("eval_duration"),
				count("prompt_eval_cached_count"));
	}

	private @Nullable Duration duration(String name) {
		Long nanoseconds = this.metrics.get(name);
		return (nanoseconds != null) ? Duration.ofNanos(nanoseconds) : null;
	}

	private @Nullable Integer count(String name) {
		Long tokens = this.metrics.get(name);
		return (tokens != null) ? tokens.intValue() : null;
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
