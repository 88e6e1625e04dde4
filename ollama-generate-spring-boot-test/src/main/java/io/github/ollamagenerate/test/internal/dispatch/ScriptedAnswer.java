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

package io.github.ollamagenerate.test.internal.dispatch;

import java.util.List;

import io.github.ollamagenerate.test.internal.Refusal;
import io.github.ollamagenerate.test.internal.http.Delivery;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import io.github.ollamagenerate.test.internal.http.ResponseHead;
import io.github.ollamagenerate.test.internal.model.ScriptedCompletion;
import org.jspecify.annotations.Nullable;

/**
 * An answer that a test has asked for.
 *
 * @param http the answer; without a body if there is a completion
 * @param completion what the body is made of when the request is known, or null if the
 * answer is sent as it is
 */
public record ScriptedAnswer(HttpAnswer http, @Nullable ScriptedCompletion completion) {

	/** Fill in what only the request knows. */
	HttpAnswer resolve(ReceivedRequest request) {
		if (this.completion == null) {
			return this.http;
		}
		ResponseHead head = this.http.head();
		Delivery delivery = this.http.delivery();
		if (request.streaming()) {
			List<byte[]> lines = this.completion.lines(request.model(), delivery.pause(), this.http.isComplete());
			return new HttpAnswer(head, lines, false, delivery);
		}
		if (this.completion.error() != null) {
			return HttpAnswer.refusal(new Refusal(500, this.completion.error())).delivery(delivery);
		}
		byte[] object = this.completion.object(request.model(), delivery.pause());
		HttpAnswer answer = new HttpAnswer(head, List.of(object), true, delivery);
		return HttpAnswer.NDJSON.equals(head.contentType()) ? answer.contentType(HttpAnswer.JSON) : answer;
	}

	/** Name status and size, never the content. */
	@Override
	public String toString() {
		return (this.completion != null) ? this.http.describe("texts: " + this.completion.texts().size())
				: this.http.toString();
	}

}
