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

package io.github.ollamagenerate.test.internal.recording;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Collects the lines of a response while they arrive, and when they do.
 */
final class ResponseRecorder {

	private final List<RecordedLine> lines = new ArrayList<>();

	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	private final long start;

	private final Consumer<byte[]> listener;

	private long lastMillis;

	private long lastNanos;

	/**
	 * Start with a response that has no line yet.
	 * @param nanos when its head arrived
	 * @param listener takes each line as soon as it is complete
	 */
	ResponseRecorder(long nanos, Consumer<byte[]> listener) {
		this.listener = listener;
		this.start = nanos;
		this.lastNanos = nanos;
	}

	/** The lines of a body that arrives at one time. */
	static List<RecordedLine> lines(byte[] body) {
		ResponseRecorder recorder = new ResponseRecorder(0, (line) -> {
		});
		recorder.add(body, 0);
		return recorder.end();
	}

	void add(byte[] bytes, long nanos) {
		for (byte next : bytes) {
			this.line.write(next);
			this.lastNanos = nanos;
			if (next == '\n') {
				endLine();
			}
		}
	}

	/** All lines, the last one also if it has no line end. */
	List<RecordedLine> end() {
		if (this.line.size() > 0) {
			endLine();
		}
		return List.copyOf(this.lines);
	}

	private void endLine() {
		// rounded once, so that the pauses of a long answer add up to its time
		long millis = (this.lastNanos - this.start) / 1_000_000;
		byte[] bytes = this.line.toByteArray();
		this.lines.add(new RecordedLine(Duration.ofMillis(millis - this.lastMillis), bytes));
		this.listener.accept(bytes);
		this.lastMillis = millis;
		this.line.reset();
	}

}
