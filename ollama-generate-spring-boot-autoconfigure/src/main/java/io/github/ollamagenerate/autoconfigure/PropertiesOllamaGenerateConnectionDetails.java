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

package io.github.ollamagenerate.autoconfigure;

import java.util.function.Consumer;

import io.github.ollamagenerate.BaseUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Adapts {@link OllamaProperties} to {@link OllamaGenerateConnectionDetails}.
 */
public final class PropertiesOllamaGenerateConnectionDetails implements OllamaGenerateConnectionDetails {

	private final OllamaProperties properties;

	private final @Nullable SslBundles sslBundles;

	/**
	 * Create connection details.
	 * @param properties the properties
	 * @param sslBundles the SSL bundles, {@code null} if there are none
	 */
	public PropertiesOllamaGenerateConnectionDetails(OllamaProperties properties, @Nullable SslBundles sslBundles) {
		this.properties = properties;
		this.sslBundles = sslBundles;
	}

	@Override
	public String getBaseUrl() {
		if (StringUtils.hasText(this.properties.getBaseUrl())) {
			return this.properties.getBaseUrl();
		}
		return StringUtils.hasText(this.properties.getHost()) ? this.properties.getHost() : BaseUrl.DEFAULT;
	}

	@Override
	public @Nullable String getApiKey() {
		return this.properties.getApiKey();
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		String bundle = this.properties.getSsl().getBundle();
		return StringUtils.hasLength(bundle) ? sslBundles().getBundle(bundle) : null;
	}

	/**
	 * Call the handler each time the SSL bundle is loaded again.
	 */
	void onSslBundleUpdate(Consumer<SslBundle> handler) {
		String bundle = this.properties.getSsl().getBundle();
		if (StringUtils.hasLength(bundle)) {
			sslBundles().addBundleUpdateHandler(bundle, handler);
		}
	}

	private SslBundles sslBundles() {
		Assert.notNull(this.sslBundles, "SSL bundle name has been set but no SSL bundles found in context");
		return this.sslBundles;
	}

}
