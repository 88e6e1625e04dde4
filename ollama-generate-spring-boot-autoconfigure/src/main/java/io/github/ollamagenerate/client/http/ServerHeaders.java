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

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.github.ollamagenerate.BaseUrl;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Adds the API key and the configured headers to requests to the configured server, and
 * to no other: the builder that is set up from the properties may be given the address of
 * a second server, which must not receive the key.
 */
public final class ServerHeaders implements ExchangeFilterFunction {

	private static final Log logger = LogFactory.getLog(ServerHeaders.class);

	// token and field value of RFC 9110, the latter without what is not ASCII
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

	private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");

	// the key is often copied with it
	private static final Pattern SCHEME = Pattern.compile("(?i)^Bearer\\s+");

	private final BaseUrl server;

	private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	/**
	 * Create a filter.
	 * @param server the address of the server
	 * @param headers the configured headers
	 * @param apiKey the API key, {@code null} if there is none
	 * @throws InvalidHeaderException if a header or the key cannot be sent
	 */
	public ServerHeaders(BaseUrl server, Map<String, String> headers, @Nullable String apiKey) {
		this.server = server;
		for (Map.Entry<String, String> header : headers.entrySet()) {
			String property = "ollama.headers." + header.getKey();
			check(NAME, header.getKey(), property, "has a name that is not a valid header name");
			check(VALUE, header.getValue(), property, "has a value that is not a valid header value");
			this.headers.put(header.getKey(), header.getValue());
		}
		if (StringUtils.hasText(apiKey)) {
			// keys from files end with a newline
			String key = SCHEME.matcher(apiKey.trim()).replaceFirst("");
			check(VALUE, key, "ollama.api-key", "has a value that is not a valid header value");
			this.headers.put(HttpHeaders.AUTHORIZATION, "Bearer " + key);
		}
		boolean hasKey = this.headers.containsKey(HttpHeaders.AUTHORIZATION);
		if ((hasKey || server.basicAuthentication() != null) && server.uri().getScheme().equals("http")
				&& !server.isLoopback()) {
			logger.warn((hasKey ? "The key is" : "User and password are") + " sent to " + server
					+ " unencrypted: use https in ollama.base-url");
		}
	}

	private static void check(Pattern pattern, String text, String property, String problem) {
		if (!pattern.matcher(text).matches()) {
			throw new InvalidHeaderException(property, problem);
		}
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		if (this.headers.isEmpty() || !this.server.isServerOf(request.url())) {
			return next.exchange(request);
		}
		return next.exchange(ClientRequest.from(request).headers((headers) -> headers.setAll(this.headers)).build());
	}

}
