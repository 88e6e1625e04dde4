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

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PropertiesOllamaGenerateConnectionDetails}.
 */
class PropertiesOllamaGenerateConnectionDetailsTests {

	private final OllamaProperties properties = new OllamaProperties();

	private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();

	private final PropertiesOllamaGenerateConnectionDetails details = new PropertiesOllamaGenerateConnectionDetails(
			this.properties, this.bundles);

	@ParameterizedTest
	@CsvSource({ "http://a, b, http://a", "http://a,, http://a", ", b, b", "' ', b, b", ",, http://localhost:11434",
			"' ', ' ', http://localhost:11434" })
	void baseUrlComesBeforeTheHost(String baseUrl, String host, String expected) {
		this.properties.setBaseUrl(baseUrl);
		this.properties.setHost(host);
		assertThat(this.details.getBaseUrl()).isEqualTo(expected);
	}

	@Test
	void apiKeyIsThatOfTheProperties() {
		assertThat(this.details.getApiKey()).isNull();
		this.properties.setApiKey("key");
		assertThat(this.details.getApiKey()).isEqualTo("key");
	}

	@ParameterizedTest
	@NullAndEmptySource
	void withoutANameThereIsNoBundle(String name) {
		this.properties.getSsl().setBundle(name);
		PropertiesOllamaGenerateConnectionDetails details = new PropertiesOllamaGenerateConnectionDetails(
				this.properties, null);
		assertThat(details.getSslBundle()).isNull();
		details.onSslBundleUpdate((bundle) -> {
			throw new AssertionError();
		});
	}

	@Test
	void bundleIsFoundByItsNameAndFollowed() {
		SslBundle bundle = SslBundle.of(SslStoreBundle.NONE);
		this.bundles.registerBundle("gpu", bundle);
		this.properties.getSsl().setBundle("gpu");
		assertThat(this.details.getSslBundle()).isSameAs(bundle);
		List<SslBundle> updates = new ArrayList<>();
		this.details.onSslBundleUpdate(updates::add);
		assertThat(updates).isEmpty();
		SslBundle reloaded = SslBundle.of(SslStoreBundle.NONE);
		this.bundles.updateBundle("gpu", reloaded);
		assertThat(updates).containsExactly(reloaded);
	}

	@Test
	void bundleThatIsMissingIsAFailure() {
		this.properties.getSsl().setBundle("gpu");
		assertThatExceptionOfType(NoSuchSslBundleException.class).isThrownBy(this.details::getSslBundle);
		assertThatIllegalArgumentException()
			.isThrownBy(new PropertiesOllamaGenerateConnectionDetails(this.properties, null)::getSslBundle)
			.withMessageContaining("SSL bundle name has been set");
	}

}
