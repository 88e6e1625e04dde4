package io.github.ollamagenerate.autoconfigure;

import org.jspecify.annotations.Nullable;

import io.github.ollamagenerate.client.BaseUrl;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Adapts {@link OllamaProperties} to {@link OllamaGenerateConnectionDetails}.
 */
final class PropertiesOllamaGenerateConnectionDetails implements OllamaGenerateConnectionDetails {

	private final OllamaProperties properties;

	private final @Nullable SslBundles sslBundles;

	private final String baseUrl;

	PropertiesOllamaGenerateConnectionDetails(OllamaProperties properties, @Nullable SslBundles sslBundles) {
		this.properties = properties;
		this.sslBundles = sslBundles;
		this.baseUrl = baseUrl(properties);
	}

	private static String baseUrl(OllamaProperties properties) {
		if (StringUtils.hasText(properties.baseUrl())) {
			return parse("ollama.base-url", properties.baseUrl());
		}
		return StringUtils.hasText(properties.host()) ? parse("ollama.host", properties.host()) : BaseUrl.DEFAULT;
	}

	private static String parse(String property, String address) {
		try {
			BaseUrl.parse(address);
			return address;
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidAddressException(property, ex);
		}
	}

	@Override
	public String getBaseUrl() {
		return this.baseUrl;
	}

	@Override
	public @Nullable String getApiKey() {
		return this.properties.apiKey();
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		String bundle = this.properties.ssl().bundle();
		if (!StringUtils.hasLength(bundle)) {
			return null;
		}
		Assert.notNull(this.sslBundles, "SSL bundle name has been set but no SSL bundles found in context");
		return this.sslBundles.getBundle(bundle);
	}

}
