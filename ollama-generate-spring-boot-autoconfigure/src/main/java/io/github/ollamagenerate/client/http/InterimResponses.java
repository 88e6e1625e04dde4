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

package io.github.ollamagenerate.client.http;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Recognizes interim responses: any number of responses with a 1xx status may precede the
 * final one.
 * <p>
 * Reactor Netty takes each of them but 100 for the final response, returns the connection
 * to the pool, and the real response then answers the next request. This class is no
 * longer needed when {@code HttpClientOperations} of Reactor Netty skips all of them;
 * {@code ReactorNettyWorkaroundTests} then fails.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.2">RFC 9110, 15.2</a>
 */
final class InterimResponses {

	private boolean within;

	/**
	 * Return whether a message is a part of an interim response.
	 * @param message a message that comes before the final response
	 */
	boolean contains(Object message) {
		if (message instanceof HttpResponse response) {
			this.within = response.decoderResult().isSuccess() && isInterim(response.status());
		}
		boolean contains = this.within;
		if (message instanceof LastHttpContent) {
			this.within = false;
		}
		return contains;
	}

	// 101 is final: what follows is another protocol
	private static boolean isInterim(HttpResponseStatus status) {
		return status.codeClass() == HttpStatusClass.INFORMATIONAL
				&& status.code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
	}

}
