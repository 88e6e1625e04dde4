package io.github.ollamagenerate.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Writes a completion as the server does, as lines of a stream or as one object. All
 * lines are written before the first one is sent; their times are those at which they are
 * due.
 */
final class CompletionWriter {

	private static final Duration LOAD = Duration.ofMillis(1);

	private static final Duration PROMPT_EVAL = Duration.ofMillis(1);

	private static final Duration SHORTEST_STEP = Duration.ofNanos(1_001);

	private static final int CONTEXT_TOKENS = 49_152;

	private final Completion completion;

	private final Duration step;

	private final Instant start = Instant.now();

	CompletionWriter(Completion completion, Duration pause) {
		this.completion = completion;
		this.step = pause.isZero() ? SHORTEST_STEP : pause;
	}

	List<byte[]> lines() {
		List<byte[]> lines = new ArrayList<>(this.completion.chunkCount() + 1);
		StringBuilder line = new StringBuilder(256);
		for (String thinking : this.completion.thinking()) {
			lines.add(line(line, lines.size(), "", thinking));
		}
		for (String text : this.completion.texts()) {
			lines.add(line(line, lines.size(), text, null));
		}
		writeStart(line, lines.size(), "", null);
		writeEnd(line);
		lines.add(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
		return lines;
	}

	private byte[] line(StringBuilder line, int index, String text, @Nullable String thinking) {
		writeStart(line, index, text, thinking);
		line.append(",\"done\":false}\n");
		byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
		line.setLength(0);
		return bytes;
	}

	String object() {
		StringBuilder object = new StringBuilder(1024);
		List<String> thinking = this.completion.thinking();
		writeStart(object, this.completion.chunkCount(), String.join("", this.completion.texts()),
				thinking.isEmpty() ? null : String.join("", thinking));
		writeEnd(object);
		return object.toString();
	}

	private void writeStart(StringBuilder out, int index, String text, @Nullable String thinking) {
		out.append("{\"model\":");
		GoJson.quote(out, this.completion.model());
		out.append(",\"created_at\":\"");
		GoTime.append(out, this.start.plus(this.step.multipliedBy(index)));
		out.append("\",\"response\":");
		GoJson.quote(out, text);
		if (thinking != null) {
			out.append(",\"thinking\":");
			GoJson.quote(out, thinking);
		}
	}

	private void writeEnd(StringBuilder out) {
		out.append(",\"done\":true,\"done_reason\":");
		GoJson.quote(out, this.completion.doneReason());
		if (this.completion.withContext()) {
			writeContext(out);
		}
		Completion.Usage usage = this.completion.usage();
		long evalNanos = this.step.multipliedBy(usage.timed()).toNanos();
		writeMetric(out, "total_duration", LOAD.plus(PROMPT_EVAL).toNanos() + evalNanos);
		writeMetric(out, "load_duration", LOAD.toNanos());
		writeMetric(out, "prompt_eval_count", usage.prompt());
		writeMetric(out, "prompt_eval_duration", PROMPT_EVAL.toNanos());
		writeMetric(out, "eval_count", usage.eval());
		writeMetric(out, "eval_duration", evalNanos);
		out.append('}');
	}

	private void writeContext(StringBuilder out) {
		out.append(",\"context\":[");
		int count = this.completion.usage().prompt() + this.completion.usage().eval();
		for (int i = 0; i < count; i++) {
			out.append((i > 0) ? "," : "").append(1 + i % CONTEXT_TOKENS);
		}
		out.append(']');
	}

	private static void writeMetric(StringBuilder out, String name, long value) {
		if (value != 0) {
			out.append(",\"").append(name).append("\":").append(value);
		}
	}

}
