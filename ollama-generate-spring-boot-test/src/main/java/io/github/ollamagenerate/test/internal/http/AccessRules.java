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

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Who may ask: pages of other origins (CORS) and foreign host names, as the real server
 * decides without {@code OLLAMA_ORIGINS}.
 */
public final class AccessRules {

	private static final Pattern ALLOWED_ORIGIN = Pattern
		.compile("https?://(localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0)(:.*)?"
				+ "|(app|file|tauri|vscode-webview|vscode-file)://.*");

	private static final HttpAnswer FORBIDDEN = HttpAnswer.json(403, "").contentType(null);

	private static final HttpAnswer NO_CONTENT = HttpAnswer.stream(List.of()).status(204).contentType(null);

	private static final HttpAnswer PREFLIGHT = NO_CONTENT
		.header("Access-Control-Allow-Headers",
				"Authorization,Content-Type,User-Agent,Accept,X-Requested-With,Openai-Beta,X-Stainless-Arch,"
						+ "X-Stainless-Async,X-Stainless-Custom-Poll-Interval,X-Stainless-Helper-Method,"
						+ "X-Stainless-Lang,X-Stainless-Os,X-Stainless-Package-Version,X-Stainless-Poll-Helper,"
						+ "X-Stainless-Retry-Count,X-Stainless-Runtime,X-Stainless-Runtime-Version,"
						+ "X-Stainless-Timeout")
		.header("Access-Control-Allow-Methods", "GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS")
		.header("Access-Control-Max-Age", "43200")
		.header("Vary", "Origin")
		.header("Vary", "Access-Control-Request-Method")
		.header("Vary", "Access-Control-Request-Headers");

	private final @Nullable AllowedHosts hosts;

	/**
	 * Create the rules.
	 * @param hosts the allowed hosts, or null to allow all
	 */
	public AccessRules(@Nullable AllowedHosts hosts) {
		this.hosts = hosts;
	}

	/** Return the answer to a request that goes no further, otherwise null. */
	public @Nullable HttpAnswer answer(ReceivedRequest request) {
		@Nullable String origin = foreignOrigin(request);
		boolean options = "OPTIONS".equals(request.method());
		if (origin != null) {
			if (!ALLOWED_ORIGIN.matcher(origin).matches()) {
				return FORBIDDEN;
			}
			if (options) {
				return PREFLIGHT.header("Access-Control-Allow-Origin", origin);
			}
		}
		String host = AllowedHosts.withoutPort(host(request));
		if (this.hosts == null || this.hosts.isLocalAddress(host)) {
			return null;
		}
		if (this.hosts.isLocalName(host)) {
			return options ? NO_CONTENT : null;
		}
		return readable(request, FORBIDDEN);
	}

	/** Let the page that asks read the answer. */
	public HttpAnswer readable(ReceivedRequest request, HttpAnswer answer) {
		@Nullable String origin = foreignOrigin(request);
		return (origin != null) ? answer.header("Vary", "Origin").header("Access-Control-Allow-Origin", origin)
				: answer;
	}

	private static @Nullable String foreignOrigin(ReceivedRequest request) {
		@Nullable String origin = request.header("Origin");
		if (origin == null || origin.isEmpty()) {
			return null;
		}
		String host = host(request);
		return (origin.equals("http://" + host) || origin.equals("https://" + host)) ? null : origin;
	}

	private static String host(ReceivedRequest request) {
		return Objects.requireNonNullElse(request.header("Host"), "");
	}

}
