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

import java.util.Map;
import java.util.function.Consumer;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.client.ndjson.UnreadableLineException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One answer, as far as its lines have come. Each line becomes a chunk, unless it reports
 * a failure or comes after the end.
 */
final class Answer {

	private final ExpectedAnswer expected;

	private final Consumer<GenerateResponse> chunks;

	private final SplitCharacter response = new SplitCharacter();

	private final SplitCharacter thinking = new SplitCharacter();

	private boolean begun;

	// whether a line had a field for text, be it empty
	private boolean answers;

	private @Nullable GenerateResponse end;

	private Map<String, Long> endMetrics = Map.of();

	/**
	 * Create an answer without lines.
	 * @param expected what is known of the answer
	 * @param chunks takes each chunk
	 */
	Answer(ExpectedAnswer expected, Consumer<GenerateResponse> chunks) {
		this.expected = expected;
		this.chunks = chunks;
	}

	ExpectedAnswer expected() {
		return this.expected;
	}

	/**
	 * Take the next line.
	 * @param fields the fields of the line, valid during the call
	 * @throws NdjsonException if the line reports a failure, or cannot be a line of an
	 * answer
	 */
	void line(ResponseFields fields) {
		// not written again with each token: that is what the garbage collector looks for
		if (!this.begun) {
			this.begun = true;
		}
		Map<String, @Nullable Object> error = fields.error();
		if (error != null) {
			throw new ErrorLineException(error);
		}
		if (!this.answers && fields.isAnswer()) {
			this.answers = true;
		}
		if (this.end != null) {
			lineAfterEnd(fields, this.end);
			return;
		}
		fields.join(this.response, this.thinking);
		GenerateResponse chunk = fields.toResponse();
		if (chunk.done()) {
			if (isNoAnswer()) {
				throw new UnreadableLineException(Kind.NO_ANSWER);
			}
			this.end = chunk;
			this.endMetrics = fields.metrics();
		}
		this.chunks.accept(chunk);
	}

	// some send their counts in a line of their own
	private void lineAfterEnd(ResponseFields fields, GenerateResponse end) {
		if (fields.hasText()) {
			throw new UnreadableLineException(Kind.TEXT_AFTER_END);
		}
		if (!fields.metrics().isEmpty()) {
			fields.complete(end, this.endMetrics);
			this.chunks.accept(fields.toResponse());
		}
	}

	/**
	 * Return whether a line has come.
	 */
	boolean isBegun() {
		return this.begun;
	}

	boolean isEnded() {
		return this.end != null;
	}

	/**
	 * Return the failure for an answer that has not ended.
	 * @param cause why no more lines come, {@code null} if the server ended the body
	 */
	NdjsonException failure(@Nullable Throwable cause) {
		return (cause == null && this.begun && isNoAnswer()) ? new UnreadableLineException(Kind.NO_ANSWER)
				: new TruncatedAnswerException(cause);
	}

	private boolean isNoAnswer() {
		return !this.answers && !this.expected.load();
	}

}
