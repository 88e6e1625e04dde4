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

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Details required to connect to an Ollama server. A bean of this type replaces the
 * properties.
 */
public interface OllamaGenerateConnectionDetails extends ConnectionDetails {

	/**
	 * Return the base URL of the server, in any format that
	 * {@link io.github.ollamagenerate.BaseUrl#parse} accepts.
	 * @return the base URL
	 */
	String getBaseUrl();

	/**
	 * Return the API key to send as a bearer token.
	 * @return the API key, {@code null} if the server needs none
	 */
	default @Nullable String getApiKey() {
		return null;
	}

	/**
	 * Return the SSL bundle to use.
	 * @return the SSL bundle, {@code null} for the default of the JDK
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

}
