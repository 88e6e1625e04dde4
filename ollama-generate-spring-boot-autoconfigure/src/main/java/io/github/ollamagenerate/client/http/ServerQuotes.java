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

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Decides what of a server's text may be repeated: in messages, and so in logs and spans,
 * and as {@code serverText()}. Nothing else quotes a server.
 *
 * @param request the request, whose contents must not be repeated; {@code null} if it has
 * none
 * @param redaction masks its secrets
 */
public record ServerQuotes(@Nullable GenerateRequest request, Redaction redaction) {

	/** Quotes for a request without contents and secrets. */
	public static final ServerQuotes NONE = new ServerQuotes(null, Redaction.NONE);

	private static final int MAX_LENGTH = 500;

	// enough to see that a text repeats the request
	private static final int MAX_READ = 4096;

	// an object, a list that is not an IPv6 address, or a server-sent event
	private static final Pattern DATA = Pattern.compile("\\{|\\[\\s*([\\[{\"']|-?\\d+\\s*[,\\]])|\\A\\s*\\[|^\\s*data:",
			Pattern.MULTILINE);

	private static final Pattern LINE_END = Pattern.compile("\\v+\\s*");

	/**
	 * Create quotes for a request that is not sent yet.
	 * @param request the request
	 */
	public ServerQuotes(GenerateRequest request) {
		this(request, Redaction.NONE);
	}

	/**
	 * Return quotes without the secrets of the request as it was sent.
	 * @param headers the headers of the request
	 * @return the quotes
	 */
	public ServerQuotes sentWith(HttpHeaders headers) {
		return new ServerQuotes(this.request, Redaction.of(headers));
	}

	/**
	 * Return what may be repeated.
	 * @param text the text of the server, {@code null} if it sent none
	 * @param partial what had arrived before, {@code null} if nothing had
	 * @return the beginning of the text on one line, without secrets and without the data
	 * in it, which may be the request; {@code null} if nothing may be repeated
	 */
	public @Nullable String quote(@Nullable String text, @Nullable GenerateResponse partial) {
		if (text == null) {
			return null;
		}
		String read = text.substring(0, Math.min(text.length(), MAX_READ));
		if (RequestEcho.isIn(read, this.request, partial)) {
			return null;
		}
		Matcher data = DATA.matcher(read);
		boolean hasData = data.find();
		String words = LINE_END.matcher(hasData ? read.substring(0, data.start()) : read).replaceAll(" ").strip();
		if (words.isEmpty()) {
			return null;
		}
		return Printable.of(this.redaction.mask(words) + (hasData ? "..." : ""), MAX_LENGTH);
	}

	/**
	 * Return what may be repeated of a text that is not JSON, such as the page of a
	 * proxy.
	 * @param text the text of the server
	 * @param partial what had arrived before, {@code null} if nothing had
	 * @return the words of the page, as {@link #quote} returns them
	 */
	public @Nullable String quotePage(String text, @Nullable GenerateResponse partial) {
		return quote(ServerError.ofText(text).text(), partial);
	}

}
