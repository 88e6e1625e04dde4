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

package io.github.ollamagenerate.docker.compose;

import io.github.ollamagenerate.autoconfigure.OllamaGenerateConnectionDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.ssl.SslBundle;

/**
 * Creates {@link OllamaGenerateConnectionDetails} from a service of the image
 * {@code ollama/ollama}, or with the label
 * {@code org.springframework.boot.service-connection: ollama}.
 */
class OllamaDockerComposeConnectionDetailsFactory
		extends DockerComposeConnectionDetailsFactory<OllamaGenerateConnectionDetails> {

	private static final int PORT = 11434;

	OllamaDockerComposeConnectionDetailsFactory() {
		super(new String[] { "ollama", "ollama/ollama" });
	}

	@Override
	protected OllamaGenerateConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
		return new OllamaDockerComposeConnectionDetails(source.getRunningService());
	}

	/**
	 * {@link OllamaGenerateConnectionDetails} backed by a {@link RunningService}.
	 */
	private static final class OllamaDockerComposeConnectionDetails extends DockerComposeConnectionDetails
			implements OllamaGenerateConnectionDetails {

		private final String baseUrl;

		private final @Nullable SslBundle sslBundle;

		private OllamaDockerComposeConnectionDetails(RunningService service) {
			super(service);
			this.sslBundle = getSslBundle(service);
			this.baseUrl = ((this.sslBundle != null) ? "https://" : "http://") + service.host() + ":"
					+ service.ports().get(PORT);
		}

		@Override
		public String getBaseUrl() {
			return this.baseUrl;
		}

		@Override
		public @Nullable SslBundle getSslBundle() {
			return this.sslBundle;
		}

	}

}
