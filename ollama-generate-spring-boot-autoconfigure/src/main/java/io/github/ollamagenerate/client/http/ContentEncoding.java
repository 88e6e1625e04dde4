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

import java.util.Locale;
import java.util.Set;

import io.netty.handler.codec.compression.Brotli;
import io.netty.handler.codec.compression.Zstd;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of a response body, of which we ask for none.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#field.content-encoding">RFC
 * 9110</a>
 */
final class ContentEncoding {

	// those of Netty's HttpContentDecompressor
	private static final Set<String> SUPPORTED = Set.of("gzip", "x-gzip", "deflate", "x-deflate", "snappy");

	private ContentEncoding() {
	}

	/**
	 * Return the encoding of a body, {@code null} if it has none.
	 * @param headers the headers of the response
	 */
	static @Nullable String of(HttpHeaders headers) {
		String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
		if (encoding == null) {
			// such as "gzip, chunked"
			String transfer = headers.get(HttpHeaderNames.TRANSFER_ENCODING);
			encoding = (transfer != null) ? transfer.split(",", 2)[0] : null;
		}
		return (encoding == null || isPlain(encoding.trim())) ? null : encoding.trim().toLowerCase(Locale.ROOT);
	}

	private static boolean isPlain(String encoding) {
		return encoding.isEmpty() || HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(encoding)
				|| HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(encoding);
	}

	static boolean isSupported(String encoding) {
		return switch (encoding) {
			case "br" -> Brotli.isAvailable();
			case "zstd" -> Zstd.isAvailable();
			default -> SUPPORTED.contains(encoding);
		};
	}

	static InvalidHttpResponseException unsupported(String encoding) {
		return new InvalidHttpResponseException(
				"a response with the Content-Encoding " + quote(encoding)
						+ ", which was not asked for and cannot be read",
				"Turn compression off in the proxy in front of the server.");
	}

	static InvalidHttpResponseException notEncoded(String encoding) {
		return new InvalidHttpResponseException(
				"a response that is not in its Content-Encoding " + quote(encoding) + ", which was not asked for",
				"Turn compression off in the proxy in front of the server.");
	}

	private static String quote(String encoding) {
		String name = encoding.replaceAll("[^\\x21-\\x7E ]", "?");
		return "'" + ((name.length() > 40) ? name.substring(0, 40) + "..." : name) + "'";
	}

}
