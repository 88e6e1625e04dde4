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

package io.github.ollamagenerate.test.internal.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.github.ollamagenerate.test.internal.Refusal;
import io.github.ollamagenerate.test.internal.go.GoDecoder;
import io.github.ollamagenerate.test.internal.go.GoDuration;
import io.github.ollamagenerate.test.internal.go.GoQuote;
import io.github.ollamagenerate.test.internal.go.GoValue;
import io.github.ollamagenerate.test.internal.model.GenerateInput;
import io.github.ollamagenerate.test.internal.model.LogprobSampler;
import io.github.ollamagenerate.test.internal.model.Prompt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads generate requests. Lives as long as one request is read.
 */
final class GenerateDecoder {

	private static final Set<String> THINK_LEVELS = Set.of("low", "medium", "high", "max");

	private static final String THINK_VALUES = "\"high\", \"medium\", \"low\", \"max\", true, or false";

	private String model = "";

	private String prompt = "";

	private String suffix = "";

	private String system = "";

	private String template = "";

	private String format = "";

	private boolean streaming = true;

	private boolean raw;

	private boolean truncate = true;

	private boolean shift = true;

	private boolean logprobs;

	private int images;

	private long topLogprobs;

	private @Nullable Boolean think;

	private @Nullable Duration keepAlive;

	private @Nullable List<Long> context;

	private @Nullable ObjectNode options;

	private GenerateDecoder() {
	}

	/**
	 * Read the body of a request.
	 * @param body the body
	 * @return what it asks for
	 * @throws Refusal if the server would not understand it
	 */
	static GenerateInput decode(String body) {
		GenerateDecoder fields = new GenerateDecoder();
		GoDecoder.decode(body, "GenerateRequest", fields::read);
		return fields.input();
	}

	private GenerateInput input() {
		if (this.topLogprobs < 0 || this.topLogprobs > LogprobSampler.MOST_LIKELY) {
			throw new Refusal(400, "top_logprobs must be between 0 and " + LogprobSampler.MOST_LIKELY);
		}
		Prompt parts = new Prompt(this.prompt, this.suffix, this.system, this.template, this.raw, this.images,
				this.context);
		return new GenerateInput(this.model, parts, this.streaming, this.think, this.format, this.keepAlive,
				(this.options != null) ? this.options : JsonNodeFactory.instance.objectNode(), this.truncate,
				this.shift, this.logprobs, (int) this.topLogprobs);
	}

	private void read(GoValue value) {
		switch (value.field()) {
			case "model" -> this.model = value.string(this.model);
			case "prompt" -> this.prompt = value.string(this.prompt);
			case "suffix" -> this.suffix = value.string(this.suffix);
			case "system" -> this.system = value.string(this.system);
			case "template" -> this.template = value.string(this.template);
			case "context" -> this.context = value.integers();
			case "stream" -> this.streaming = value.boolOr(true);
			case "raw" -> this.raw = value.bool(this.raw);
			case "format" -> this.format = value.raw();
			case "keep_alive" -> this.keepAlive = keepAlive(value);
			case "images" -> this.images = value.images();
			case "options" -> this.options = value.map(this.options);
			case "think" -> this.think = think(value);
			case "truncate" -> this.truncate = value.boolOr(true);
			case "shift" -> this.shift = value.boolOr(true);
			case "logprobs" -> this.logprobs = value.bool(this.logprobs);
			case "top_logprobs" -> this.topLogprobs = value.integer(this.topLogprobs);
			// checked though they change nothing here
			case "_debug_render_only" -> value.bool(false);
			case "width", "height", "steps" -> value.int32(0);
			default -> {
			}
		}
	}

	private static @Nullable Boolean think(GoValue value) {
		return switch (value.token()) {
			case VALUE_NULL -> null;
			case VALUE_TRUE, VALUE_FALSE -> value.token() == JsonToken.VALUE_TRUE;
			case VALUE_STRING -> {
				if (!THINK_LEVELS.contains(value.text())) {
					throw new Refusal(400,
							"invalid think value: " + GoQuote.text(value.text()) + " (must be " + THINK_VALUES + ")");
				}
				yield true;
			}
			default -> throw new Refusal(400, "think must be a boolean or string (" + THINK_VALUES + ")");
		};
	}

	private static @Nullable Duration keepAlive(GoValue value) {
		return switch (value.token()) {
			case VALUE_NULL -> null;
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> keepAlive(Duration.ofNanos((long) (value.number() * 1e9)));
			case VALUE_STRING -> keepAlive(GoDuration.parse(value.text()));
			case START_ARRAY -> throw new Refusal(400, "Unsupported type: '[]interface {}'");
			case START_OBJECT -> throw new Refusal(400, "Unsupported type: 'map[string]interface {}'");
			default -> throw new Refusal(400, "Unsupported type: 'bool'");
		};
	}

	private static Duration keepAlive(Duration duration) {
		return duration.isNegative() ? GoDuration.LONGEST : duration;
	}

}
