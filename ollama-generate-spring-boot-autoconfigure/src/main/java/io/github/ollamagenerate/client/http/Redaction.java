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

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.http.HttpHeaders;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriUtils;

/**
 * Masks the secrets that a request carried, in whatever form a server repeats them.
 */
final class Redaction {

	static final Redaction NONE = new Redaction(HttpHeaders.EMPTY);

	private static final String MASK = "***";

	// anything shorter is no secret, and its letters are in other words too
	private static final int MIN_LENGTH = 4;

	// a server that names only a part of a key names its beginning
	private static final int KNOWN_BY = 8;

	private static final Set<String> NOT_SECRET = Set.of("accept", "accept-charset", "accept-encoding",
			"content-encoding", "content-length", "content-type", "host", "user-agent");

	private final HttpHeaders sent;

	private Redaction(HttpHeaders sent) {
		this.sent = sent;
	}

	/**
	 * Return a redaction.
	 * @param sent the headers of the request, which hold each secret that a server can
	 * know: keys and configured headers, and user and password of the base URL. They are
	 * not kept if none can be a secret.
	 */
	static Redaction of(HttpHeaders sent) {
		int notSecret = 0;
		for (String name : NOT_SECRET) {
			notSecret += sent.containsHeader(name) ? 1 : 0;
		}
		return (notSecret == sent.size()) ? NONE : new Redaction(sent);
	}

	String mask(String text) {
		List<String> secrets = secrets();
		StringBuilder masked = new StringBuilder();
		int position = 0;
		while (position < text.length()) {
			int length = secretAt(text, position, secrets);
			if (length > 0) {
				masked.append(MASK);
				position += length;
			}
			else {
				masked.append(text.charAt(position++));
			}
		}
		return masked.toString();
	}

	private static int secretAt(String text, int position, List<String> secrets) {
		int longest = 0;
		for (String secret : secrets) {
			int length = commonLength(text, position, secret);
			if (length >= Math.min(secret.length(), KNOWN_BY)) {
				longest = Math.max(longest, length);
			}
		}
		return longest;
	}

	private static int commonLength(String text, int position, String secret) {
		int length = 0;
		while (text.regionMatches(true, position + length, secret, length, 1)) {
			length++;
		}
		return length;
	}

	private List<String> secrets() {
		Set<String> secrets = new LinkedHashSet<>();
		this.sent.forEach((name, values) -> {
			if (!NOT_SECRET.contains(name.toLowerCase(Locale.ROOT))) {
				values.forEach((value) -> secrets.addAll(secretsOf(name, value.trim())));
			}
		});
		return secrets.stream()
			.flatMap(Redaction::forms)
			.filter((form) -> form.length() >= MIN_LENGTH)
			.distinct()
			.toList();
	}

	private static List<String> secretsOf(String name, String value) {
		int space = value.indexOf(' ');
		if (!name.toLowerCase(Locale.ROOT).endsWith("authorization") || space < 0) {
			return List.of(value);
		}
		String token = value.substring(space + 1).trim();
		if (!value.regionMatches(true, 0, "Basic ", 0, "Basic ".length())) {
			return List.of(token);
		}
		try {
			String credentials = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
			String[] parts = credentials.split(":", 2);
			// a token is often given as the user, without a password
			String secret = (parts.length == 2 && !parts[1].isEmpty()) ? parts[1] : parts[0];
			return List.of(token, credentials, secret);
		}
		catch (IllegalArgumentException ex) {
			return List.of(token);
		}
	}

	private static Stream<String> forms(String secret) {
		byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
		return Stream.of(secret, Base64.getEncoder().withoutPadding().encodeToString(bytes),
				Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
				URLEncoder.encode(secret, StandardCharsets.UTF_8), UriUtils.encode(secret, StandardCharsets.UTF_8),
				HtmlUtils.htmlEscape(secret));
	}

}
