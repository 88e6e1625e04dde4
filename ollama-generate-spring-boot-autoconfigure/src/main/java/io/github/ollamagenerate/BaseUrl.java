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

package io.github.ollamagenerate;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UriUtils;

/**
 * Address of an Ollama server, in any common format including those of
 * {@code OLLAMA_HOST}. A user and a password in it are sent with basic authentication and
 * never shown.
 *
 * @see <a href= "https://github.com/ollama/ollama/blob/main/envconfig/config.go">Host</a>
 */
public final class BaseUrl {

	/** Default address of an Ollama server. */
	public static final String DEFAULT = "http://localhost:11434";

	private static final String FORMS = ": use a format such as http://localhost:11434, https://host/prefix, "
			+ "host:11434 or host";

	private static final Pattern BARE_IPV6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

	// what users copy from examples and what other clients want; an unknown path may be
	// the prefix of a proxy
	private static final Pattern ENDPOINT = Pattern
		.compile("(/api/(generate|chat|embed|embeddings|tags|show|pull|push|create|copy|delete|ps|version)"
				+ "|/v1/(chat/completions|completions|embeddings|models|responses))/*$");

	private final URI uri;

	private final @Nullable String userInfo;

	private BaseUrl(URI uri, @Nullable String userInfo) {
		this.uri = uri;
		this.userInfo = userInfo;
	}

	/**
	 * Parse an address. The default scheme is {@code http}. The default port without a
	 * scheme is 11434. A trailing {@code /api} is removed. {@code 0.0.0.0} and {@code ::}
	 * mean this machine.
	 * @param text the address as configured
	 * @return the base URL
	 * @throws InvalidBaseUrlException if the text is not a valid address
	 */
	public static BaseUrl parse(String text) {
		Assert.notNull(text, "'text' must not be null");
		String address = text.trim().replaceAll("^[\"']+|[\"']+$", "");
		check(!address.matches("(?is)https?:[/a-z\\[].*") || address.contains("://"), address,
				"must have two slashes after its scheme");
		int separator = address.indexOf("://");
		String rest = (separator >= 0) ? address.substring(separator + "://".length()) : address;
		String scheme = (separator >= 0) ? address.substring(0, separator).toLowerCase(Locale.ROOT)
				: defaultScheme(rest);
		check(scheme.equals("http") || scheme.equals("https"), address, "must have the scheme http or https");
		URI uri = uri(scheme, withHost(rest), address);
		check(StringUtils.hasText(uri.getHost()), address, "has no host");
		check(!uri.getHost().contains("%"), address, "has a zone in its IPv6 address");
		check(uri.getPort() != 0 && uri.getPort() <= 65535, address, "has no valid port");
		check(uri.getRawQuery() == null && uri.getRawFragment() == null, address, "has a query or a fragment");
		check(!uri.getRawPath().contains("//") && !uri.getRawPath().contains("@"), address, "has no valid path");
		Matcher endpoint = ENDPOINT.matcher(uri.getRawPath());
		if (endpoint.find()) {
			throw invalid(address, "has the path of an endpoint, which the client adds: remove " + endpoint.group(1));
		}
		int port = (uri.getPort() == -1 && separator < 0 && scheme.equals("http")) ? 11434 : uri.getPort();
		// joined, for a concatenation of so many takes longer to link than all else here
		return new BaseUrl(URI.create(String.join("", scheme, "://", reachable(uri.getHost()),
				(port != -1) ? ":" + port : "", prefix(uri.getRawPath()))), uri.getRawUserInfo());
	}

	private static String defaultScheme(String rest) {
		String host = rest.replaceFirst("[:/].*$", "");
		return host.equalsIgnoreCase("ollama.com") ? "https" : "http";
	}

	private static String withHost(String rest) {
		if (BARE_IPV6.matcher(rest).matches()) {
			return "[" + rest + "]";
		}
		return rest.startsWith(":") ? "localhost" + rest : rest;
	}

	private static URI uri(String scheme, String rest, String address) {
		try {
			return new URI(scheme + "://" + rest).parseServerAuthority();
		}
		catch (URISyntaxException ex) {
			// the exception would quote the whole address, password included
			throw invalid(address, "is not a valid URL" + reason(rest));
		}
	}

	private static String reason(String rest) {
		String host = rest.replaceFirst("(?s)/.*$", "").replaceFirst("(?s)^.*@", "").replaceFirst(":\\d*$", "");
		if (host.contains("_")) {
			return ", because a host name must not contain an underscore";
		}
		if (host.chars().allMatch((c) -> c < 128)) {
			return "";
		}
		return ", because a host name must be ASCII" + punycode(host);
	}

	private static String punycode(String host) {
		try {
			return " (Punycode: " + IDN.toASCII(host) + ")";
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

	private static String reachable(String host) {
		return switch (host) {
			case "0.0.0.0" -> "127.0.0.1";
			case "[::]" -> "[::1]";
			default -> host;
		};
	}

	private static String prefix(String path) {
		String prefix = StringUtils.trimTrailingCharacter(path, '/');
		prefix = prefix.endsWith("/api") ? prefix.substring(0, prefix.length() - "/api".length()) : prefix;
		return StringUtils.trimTrailingCharacter(prefix, '/');
	}

	private static void check(boolean valid, String address, String problem) {
		if (!valid) {
			throw invalid(address, problem);
		}
	}

	private static InvalidBaseUrlException invalid(String address, String problem) {
		String masked = address.replaceFirst("(?s)^(\\w+://)?.*@", "$1***@").replaceFirst("(?s)[?#].*$", "?***");
		return new InvalidBaseUrlException("The address '" + masked + "' " + problem + FORMS);
	}

	/**
	 * Return the header that authenticates requests as the user of the address. It is
	 * secret.
	 * @return the value of {@code Authorization}, {@code null} if there is no user
	 */
	public @Nullable String basicAuthentication() {
		if (this.userInfo == null) {
			return null;
		}
		byte[] credentials = UriUtils.decode(this.userInfo, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
		return "Basic " + Base64.getEncoder().encodeToString(credentials);
	}

	/**
	 * Return whether the server is on this machine, judging by its address.
	 * @return whether its host is {@code localhost}, a name below it, or a loopback
	 * address
	 */
	public boolean isLoopback() {
		return isLoopback(this.uri.getHost());
	}

	/**
	 * Return whether a URL leads to the server of this address, on any path.
	 * @param url the URL
	 * @return whether scheme, host, and port are the same
	 */
	public boolean isServerOf(URI url) {
		Assert.notNull(url, "'url' must not be null");
		return this.uri.getScheme().equalsIgnoreCase(url.getScheme())
				&& this.uri.getHost().equalsIgnoreCase(url.getHost()) && this.uri.getPort() == url.getPort();
	}

	// see RFC 6761, 6.3
	private static boolean isLoopback(String host) {
		InetAddress address = NetUtil.createInetAddressFromIpAddressString(host);
		String name = host.toLowerCase(Locale.ROOT);
		return (address != null) ? address.isLoopbackAddress()
				: name.equals("localhost") || name.endsWith(".localhost");
	}

	/**
	 * Return the URL without user, password, and trailing slash.
	 * @return the URL
	 */
	public URI uri() {
		return this.uri;
	}

	@Override
	public String toString() {
		return this.uri.toString();
	}

}
