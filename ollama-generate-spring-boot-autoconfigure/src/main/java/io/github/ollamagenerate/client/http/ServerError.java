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

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.util.HtmlUtils;

/**
 * What a server, or a proxy before it, says about a failure.
 *
 * @param text the text as it came, which only {@link ServerQuotes} makes fit to be
 * repeated; {@code null} if there is none
 * @param status the status that the body names, as errors of remote models do;
 * {@code null} if it names none
 * @param signinUrl where the server's owner signs it in to a remote service; {@code null}
 * if it does not say
 * @param isJson whether it came as the server's JSON error and not as a page of a proxy
 */
record ServerError(@Nullable String text, @Nullable Integer status, @Nullable String signinUrl, boolean isJson) {

	// enough of a page to know it
	private static final int MAX_TEXT = 4096;

	private static final JsonMapper MAPPER = new JsonMapper();

	/**
	 * Read the body of an error answer, whatever its content type: JSON, a page of a
	 * proxy, or nothing. JSON that is not Ollama's may quote the request, so of that only
	 * a message is taken.
	 */
	static ServerError ofBody(byte[] body) {
		Object json;
		try {
			json = MAPPER.readValue(body, Object.class);
		}
		catch (JacksonException ex) {
			return ofText(new String(body, StandardCharsets.UTF_8));
		}
		if (json instanceof Map<?, ?> fields && fields.get("error") != null) {
			return ofFields(fields);
		}
		return new ServerError((json instanceof Map<?, ?> fields) ? Stream.of("message", "detail", "title")
			.map(fields::get)
			.filter(String.class::isInstance)
			.findFirst()
			.map(String.class::cast)
			.orElse(null) : null, null, null, true);
	}

	static ServerError ofFields(Map<?, ?> fields) {
		Integer status = (fields.get("StatusCode") instanceof Integer code && code >= 100 && code < 600) ? code : null;
		String text = message(fields.get("error"));
		String signinUrl = (fields.get("signin_url") instanceof String url) ? url : null;
		return new ServerError(text, status, signinUrl, true);
	}

	static ServerError ofText(String text) {
		boolean isMarkup = text.stripLeading().startsWith("<");
		String words = isMarkup ? HtmlUtils.htmlUnescape(textOf(text)).replaceAll("\\s+", " ") : text;
		return new ServerError(words, null, null, false);
	}

	// by hand and in one pass: a pattern takes seconds for a page that is made to hurt
	private static String textOf(String markup) {
		StringBuilder text = new StringBuilder();
		int position = 0;
		while (text.length() <= MAX_TEXT) {
			int tag = markup.indexOf('<', position);
			if (tag < 0) {
				return text.append(markup, position, markup.length()).toString();
			}
			text.append(markup, position, tag).append(' ');
			String end = endOf(markup, tag);
			int next = markup.indexOf(end, tag);
			position = (next < 0) ? markup.length() : next + end.length();
		}
		return text.toString();
	}

	private static String endOf(String markup, int tag) {
		if (markup.startsWith("<style", tag)) {
			return "</style>";
		}
		return markup.startsWith("<script", tag) ? "</script>" : ">";
	}

	// an object without a message, or a list, may repeat the request
	private static @Nullable String message(@Nullable Object error) {
		if (error instanceof Map<?, ?> fields) {
			return (fields.get("error") != null) ? message(fields.get("error")) : message(fields.get("message"));
		}
		if (error == null || error instanceof Collection) {
			return null;
		}
		String text = error.toString();
		return text.startsWith("{") ? innerMessage(text) : text;
	}

	// newer servers pass on the JSON error of their inference server as text
	private static @Nullable String innerMessage(String text) {
		try {
			return message(MAPPER.readValue(text, Map.class));
		}
		catch (JacksonException ex) {
			return text;
		}
	}

}
