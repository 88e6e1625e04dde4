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

import java.io.EOFException;
import java.io.IOException;

import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the head of a final response can be the one of the response to a
 * request.
 */
final class ResponseHeadCheck {

	private static final String CHECK_SERVER = "Is it Ollama, or a proxy in front of it?";

	private ResponseHeadCheck() {
	}

	/**
	 * Return what is wrong with a head, {@code null} if nothing is.
	 * @param response the head
	 * @param requestWritten whether the server can have read the whole request
	 */
	static @Nullable IOException problem(HttpResponse response, boolean requestWritten) {
		Throwable failure = response.decoderResult().cause();
		if (failure != null) {
			return invalidHead(failure);
		}
		HttpResponseStatus status = response.status();
		if (status.codeClass() == HttpStatusClass.INFORMATIONAL) {
			return new InvalidHttpResponseException("a switch to another protocol (status " + status.code() + ")",
					CHECK_SERVER);
		}
		if (status.codeClass() == HttpStatusClass.SUCCESS && !requestWritten) {
			return new InvalidHttpResponseException("a response before it can have read the request", CHECK_SERVER);
		}
		String encoding = ContentEncoding.of(response.headers());
		if (encoding != null && !ContentEncoding.isSupported(encoding)) {
			return ContentEncoding.unsupported(encoding);
		}
		return null;
	}

	private static IOException invalidHead(Throwable failure) {
		if (failure instanceof PrematureChannelClosureException) {
			return new EOFException("The connection was closed within the head of the response");
		}
		if (failure instanceof TooLongFrameException) {
			return new InvalidHttpResponseException("a response head that is too large",
					"Let the server or the proxy in front of it send fewer or smaller headers, such as cookies, "
							+ "or raise ollama.max-response-header-size.");
		}
		return new InvalidHttpResponseException("a response head that is not valid HTTP",
				"Check the port and the scheme of ollama.base-url, and any proxy in front of the server.");
	}

}
