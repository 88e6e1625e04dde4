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

package io.github.ollamagenerate.test.internal.model;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.ollamagenerate.test.internal.go.GoJson;
import io.github.ollamagenerate.test.internal.go.GoTime;

/**
 * Writes a completion as the server does, as lines of a stream or as one object. All
 * lines are written before the first one is sent; their times are those at which they are
 * due.
 */
public final class CompletionWriter {

	private static final Duration LOAD = Duration.ofMillis(1);

	private static final Duration PROMPT_EVAL = Duration.ofMillis(1);

	private static final Duration SHORTEST_STEP = Duration.ofNanos(1_001);

	private static final int CONTEXT_TOKENS = 49_152;

	private final Completion completion;

	private final Duration step;

	private final Instant start = Instant.now();

	public CompletionWriter(Completion completion, Duration pause) {
		this.completion = completion;
		this.step = pause.isZero() ? SHORTEST_STEP : pause;
	}

	public List<byte[]> lines() {
		List<byte[]> lines = new ArrayList<>(this.completion.chunks().size() + 1);
		StringBuilder line = new StringBuilder(256);
		for (Chunk chunk : this.completion.chunks()) {
			writeStart(line, lines.size(), chunk.answer(), chunk.thinking());
			line.append(",\"done\":false");
			Logprob.write(line, "logprobs", chunk.logprobs());
			lines.add(line.append("}\n").toString().getBytes(StandardCharsets.UTF_8));
			line.setLength(0);
		}
		writeStart(line, lines.size(), "", "");
		writeEnd(line);
		lines.add(line.append("}\n").toString().getBytes(StandardCharsets.UTF_8));
		return lines;
	}

	public String object() {
		List<Chunk> chunks = this.completion.chunks();
		StringBuilder object = new StringBuilder(1024);
		writeStart(object, chunks.size(), chunks.stream().map(Chunk::answer).collect(Collectors.joining()),
				chunks.stream().map(Chunk::thinking).collect(Collectors.joining()));
		writeEnd(object);
		Logprob.write(object, "logprobs", chunks.stream().flatMap((chunk) -> chunk.logprobs().stream()).toList());
		return object.append('}').toString();
	}

	private void writeStart(StringBuilder out, int index, String text, String thinking) {
		out.append("{\"model\":");
		GoJson.quote(out, this.completion.model());
		out.append(",\"created_at\":\"");
		GoTime.append(out, this.start.plus(this.step.multipliedBy(index)));
		out.append("\",\"response\":");
		GoJson.quote(out, text);
		if (!thinking.isEmpty()) {
			out.append(",\"thinking\":");
			GoJson.quote(out, thinking);
		}
	}

	private void writeEnd(StringBuilder out) {
		out.append(",\"done\":true,\"done_reason\":");
		GoJson.quote(out, this.completion.doneReason());
		if (this.completion.context() != null) {
			writeContext(out, this.completion.context());
		}
		Completion.Usage usage = this.completion.usage();
		long evalNanos = this.step.multipliedBy(usage.timed()).toNanos();
		writeMetric(out, "total_duration", LOAD.plus(PROMPT_EVAL).toNanos() + evalNanos);
		writeMetric(out, "load_duration", LOAD.toNanos());
		writeMetric(out, "prompt_eval_count", usage.prompt());
		writeMetric(out, "prompt_eval_duration", PROMPT_EVAL.toNanos());
		writeMetric(out, "eval_count", usage.eval());
		writeMetric(out, "eval_duration", evalNanos);
	}

	private static void writeContext(StringBuilder out, Completion.Context context) {
		out.append(",\"context\":[");
		String separator = "";
		for (Long token : context.given()) {
			out.append(separator).append(token);
			separator = ",";
		}
		int start = context.given().size();
		for (int i = start; i < start + context.added(); i++) {
			out.append(separator).append(1 + i % CONTEXT_TOKENS);
			separator = ",";
		}
		out.append(']');
	}

	private static void writeMetric(StringBuilder out, String name, long value) {
		if (value != 0) {
			out.append(",\"").append(name).append("\":").append(value);
		}
	}

}
