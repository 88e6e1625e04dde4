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

package io.github.ollamagenerate.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.ollamagenerate.test.internal.dispatch.ScriptedAnswer;
import io.github.ollamagenerate.test.internal.http.Delivery;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import io.github.ollamagenerate.test.internal.model.ScriptedCompletion;
import org.jspecify.annotations.Nullable;

/**
 * Answer that a test enqueues at a {@link MockOllamaServer}. Immutable: every method
 * returns a new answer, so one answer can be enqueued many times.
 */
public final class MockAnswer {

	private final ScriptedAnswer answer;

	private MockAnswer(HttpAnswer http, @Nullable ScriptedCompletion completion) {
		this.answer = new ScriptedAnswer(http, completion);
	}

	/**
	 * Create a complete, well-formed answer with the given texts: one line for each text,
	 * then a last line with {@code done_reason} "stop", {@code context}, and all metrics.
	 * The model is the requested one. A request with {@code "stream":false} gets the same
	 * as a single object.
	 * @param texts the texts; without any, the answer is the last line only
	 * @return the answer
	 */
	public static MockAnswer tokens(String... texts) {
		return new MockAnswer(HttpAnswer.stream(List.of()),
				new ScriptedCompletion(List.of(), List.of(texts), "stop", null));
	}

	/**
	 * Create an NDJSON stream with the given lines, each sent as one HTTP chunk and
	 * followed by a newline.
	 * @param lines the lines without line ends
	 * @return the answer, with status 200 and {@code application/x-ndjson}
	 */
	public static MockAnswer lines(String... lines) {
		return stream(Arrays.stream(lines).map((line) -> (line + '\n').getBytes(StandardCharsets.UTF_8)).toList());
	}

	/**
	 * Create a single JSON document with a {@code Content-Length}.
	 * @param status the HTTP status code
	 * @param body the body, sent unchecked
	 * @return the answer, with {@code application/json; charset=utf-8}
	 */
	public static MockAnswer json(int status, String body) {
		return new MockAnswer(HttpAnswer.json(status, body), null);
	}

	/**
	 * Create an answer from any bytes. Each array is flushed separately as one HTTP
	 * chunk, and nothing is added. Use it to split lines at unusual places.
	 * @param packets the bytes; each array has at least one byte
	 * @return the answer, with status 200 and {@code application/x-ndjson}
	 * @throws IllegalArgumentException if one of the arrays is empty
	 */
	public static MockAnswer bytes(byte[]... packets) {
		if (Arrays.stream(packets).anyMatch((packet) -> packet.length == 0)) {
			throw new IllegalArgumentException("'packets' must not contain an empty array");
		}
		return stream(Arrays.stream(packets).map(byte[]::clone).toList());
	}

	/**
	 * Accept the request and never send anything.
	 * @return the answer
	 */
	public static MockAnswer stall() {
		return new MockAnswer(HttpAnswer.stream(List.of()).ending(Delivery.Ending.SILENCE), null);
	}

	private static MockAnswer stream(List<byte[]> packets) {
		return new MockAnswer(HttpAnswer.stream(packets), null);
	}

	/**
	 * Set the HTTP status.
	 * @param status the HTTP status code
	 * @return a new answer
	 */
	public MockAnswer status(int status) {
		return http(http().status(status));
	}

	/**
	 * Set the content type.
	 * @param contentType the content type, or null to send no {@code Content-Type} header
	 * @return a new answer
	 */
	public MockAnswer contentType(@Nullable String contentType) {
		return http(http().contentType(contentType));
	}

	/**
	 * Add a response header.
	 * @param name the name
	 * @param value the value; a second value for the same name is sent as well
	 * @return a new answer
	 */
	public MockAnswer header(String name, String value) {
		return http(http().header(name, value));
	}

	/**
	 * Wait between two packets (lines, tokens, or byte arrays).
	 * @param pause the time between two packets; zero does not wait
	 * @return a new answer
	 */
	public MockAnswer pause(Duration pause) {
		return http(http().pause(pause));
	}

	/**
	 * Wait before sending the response head.
	 * @param delay the time until the head is sent; zero does not wait
	 * @return a new answer
	 */
	public MockAnswer delay(Duration delay) {
		return http(http().delay(delay));
	}

	/**
	 * Close the connection after the last packet, in the middle of the HTTP body. The
	 * body is then chunked, even if it is a single document. A stream created by
	 * {@link #tokens(String...)} breaks off before its last line, which says that the
	 * answer is done.
	 * @return a new answer
	 */
	public MockAnswer thenCut() {
		return http(http().ending(Delivery.Ending.CUT));
	}

	/**
	 * Send nothing more after the last packet and leave the connection open. A stream
	 * created by {@link #tokens(String...)} stalls before its last line.
	 * @return a new answer
	 */
	public MockAnswer thenStall() {
		return http(http().ending(Delivery.Ending.STALL));
	}

	/**
	 * End with an error line, as when the process of the model dies:
	 * {@code {"error":".."}} after the other lines, instead of the last line of
	 * {@link #tokens(String...)}. A request with {@code "stream":false} gets status 500
	 * with the error only.
	 * @param error the text of the server
	 * @return a new answer
	 */
	public MockAnswer thenError(String error) {
		if (this.answer.completion() != null) {
			return new MockAnswer(http(), this.answer.completion().withError(error));
		}
		List<byte[]> packets = new ArrayList<>(http().packets());
		packets.add(ScriptedCompletion.errorLine(error));
		return new MockAnswer(new HttpAnswer(http().head(), packets, false, http().delivery()), null);
	}

	/**
	 * Think before answering, with one line for each text.
	 * @param texts the thinking texts
	 * @return a new answer
	 * @throws IllegalStateException if the answer was not created by
	 * {@link #tokens(String...)}
	 */
	public MockAnswer thinking(String... texts) {
		return new MockAnswer(http(), completion().withThinking(List.of(texts)));
	}

	/**
	 * Set the reason why the answer ends, instead of "stop".
	 * @param doneReason the {@code done_reason}, for example "length"
	 * @return a new answer
	 * @throws IllegalStateException if the answer was not created by
	 * {@link #tokens(String...)}
	 */
	public MockAnswer doneReason(String doneReason) {
		return new MockAnswer(http(), completion().withDoneReason(doneReason));
	}

	private ScriptedCompletion completion() {
		if (this.answer.completion() == null) {
			throw new IllegalStateException("This answer is sent as it is. Create it with 'tokens' to change its text");
		}
		return this.answer.completion();
	}

	private HttpAnswer http() {
		return this.answer.http();
	}

	private MockAnswer http(HttpAnswer http) {
		return new MockAnswer(http, this.answer.completion());
	}

	ScriptedAnswer scripted() {
		return this.answer;
	}

	/** Name status and size, never the content. */
	@Override
	public String toString() {
		return this.answer.toString();
	}

}
