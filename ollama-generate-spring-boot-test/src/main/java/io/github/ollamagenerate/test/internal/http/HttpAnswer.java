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

package io.github.ollamagenerate.test.internal.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.test.internal.Refusal;
import io.github.ollamagenerate.test.internal.go.GoJson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * An answer as it is sent. Immutable: every method returns a new answer.
 *
 * @param head status line and headers
 * @param packets the parts of the body, each sent as one HTTP chunk
 * @param single whether the body is one document with a length, and not a stream
 * @param delivery when the parts are sent and how the answer ends
 * @param live the parts of a body that is not known yet, sent when they come instead of
 * {@code packets}; an error cuts the connection; null for none
 */
public record HttpAnswer(ResponseHead head, List<byte[]> packets, boolean single, Delivery delivery,
		@Nullable Flux<byte[]> live) {

	public static final String JSON = "application/json; charset=utf-8";

	public static final String NDJSON = "application/x-ndjson";

	public HttpAnswer(ResponseHead head, List<byte[]> packets, boolean single, Delivery delivery) {
		this(head, packets, single, delivery, null);
	}

	public static HttpAnswer live(ResponseHead head, Flux<byte[]> packets) {
		return new HttpAnswer(head, List.of(), false, Delivery.AT_ONCE, packets);
	}

	public static HttpAnswer json(int status, String body) {
		return single(ResponseHead.of(status, JSON), body);
	}

	public static HttpAnswer single(ResponseHead head, String body) {
		return single(head, body.getBytes(StandardCharsets.UTF_8));
	}

	public static HttpAnswer single(ResponseHead head, byte[] body) {
		return new HttpAnswer(head, List.of(body), true, Delivery.AT_ONCE);
	}

	public static HttpAnswer stream(List<byte[]> packets) {
		return new HttpAnswer(ResponseHead.of(200, NDJSON), packets, false, Delivery.AT_ONCE);
	}

	public static HttpAnswer refusal(Refusal refusal) {
		return json(refusal.status(), body(refusal));
	}

	/**
	 * The answer to a request for a stream when the stream had begun for the server, but
	 * nothing of it was sent.
	 */
	public static HttpAnswer streamedRefusal(Refusal refusal) {
		byte[] body = body(refusal).getBytes(StandardCharsets.UTF_8);
		return stream(List.of(body)).status(refusal.status()).contentType("application/json");
	}

	private static String body(Refusal refusal) {
		return GoJson.text(Map.of("error", refusal.error()));
	}

	public HttpAnswer status(int status) {
		return head(this.head.withStatus(status));
	}

	public HttpAnswer contentType(@Nullable String contentType) {
		return head(this.head.withContentType(contentType));
	}

	public HttpAnswer header(String name, String value) {
		return head(this.head.withHeader(name, value));
	}

	public HttpAnswer pause(Duration pause) {
		return delivery(this.delivery.withPause(pause));
	}

	public HttpAnswer delay(Duration delay) {
		return delivery(this.delivery.withDelay(delay));
	}

	public HttpAnswer ending(Delivery.Ending ending) {
		return delivery(this.delivery.withEnding(ending));
	}

	public HttpAnswer listener(DeliveryListener listener) {
		return delivery(this.delivery.withListener(listener));
	}

	public HttpAnswer delivery(Delivery newDelivery) {
		return new HttpAnswer(this.head, this.packets, this.single, newDelivery, this.live);
	}

	public HttpAnswer head(ResponseHead newHead) {
		return new HttpAnswer(newHead, this.packets, this.single, this.delivery, this.live);
	}

	/**
	 * Whether the length is announced. An answer that does not end cannot keep such a
	 * promise.
	 */
	boolean fixedLength() {
		return this.single && isComplete();
	}

	/**
	 * Whether the server needs a model in its memory for this answer, which it generates.
	 */
	public boolean usesModel() {
		return this.delivery.listener() != DeliveryListener.NONE;
	}

	public boolean isComplete() {
		return this.delivery.ending() == Delivery.Ending.COMPLETE;
	}

	/** Name status and size, never the content. */
	@Override
	public String toString() {
		return describe((this.live != null) ? "packets as they come" : "packets: " + this.packets.size());
	}

	/** Name the status, how the answer ends, and something between the two. */
	public String describe(String content) {
		return "status " + this.head.status() + ", " + content
				+ (isComplete() ? "" : ", then " + this.delivery.ending());
	}

}
