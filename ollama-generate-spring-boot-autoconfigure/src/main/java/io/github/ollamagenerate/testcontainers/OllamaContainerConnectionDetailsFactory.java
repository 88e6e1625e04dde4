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

package io.github.ollamagenerate.testcontainers;

import java.util.List;

import io.github.ollamagenerate.autoconfigure.OllamaGenerateConnectionDetails;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.Container;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.util.ClassUtils;

/**
 * Creates {@link OllamaGenerateConnectionDetails} from a
 * {@link ServiceConnection @ServiceConnection} on an {@code OllamaContainer}, or on any
 * container of the image {@code ollama/ollama} or with the name {@code ollama}.
 */
class OllamaContainerConnectionDetailsFactory
		extends ContainerConnectionDetailsFactory<Container<?>, OllamaGenerateConnectionDetails> {

	private static final int PORT = 11434;

	// of a module of its own, which a container by name does not need
	private static final String OLLAMA_CONTAINER = "org.testcontainers.ollama.OllamaContainer";

	OllamaContainerConnectionDetailsFactory() {
		super(List.of("ollama", "ollama/ollama"));
	}

	@Override
	protected boolean sourceAccepts(ContainerConnectionSource<Container<?>> source, Class<?> requiredContainerType,
			Class<?> requiredConnectionDetailsType) {
		return super.sourceAccepts(source, requiredContainerType, requiredConnectionDetailsType)
				|| (ClassUtils.isPresent(OLLAMA_CONTAINER, null) && source.accepts(ANY_CONNECTION_NAME,
						ClassUtils.resolveClassName(OLLAMA_CONTAINER, null), requiredConnectionDetailsType));
	}

	@Override
	protected OllamaGenerateConnectionDetails getContainerConnectionDetails(
			ContainerConnectionSource<Container<?>> source) {
		return new OllamaContainerConnectionDetails(source);
	}

	/**
	 * {@link OllamaGenerateConnectionDetails} backed by a
	 * {@link ContainerConnectionSource}.
	 */
	private static final class OllamaContainerConnectionDetails extends ContainerConnectionDetails<Container<?>>
			implements OllamaGenerateConnectionDetails {

		private OllamaContainerConnectionDetails(ContainerConnectionSource<Container<?>> source) {
			super(source);
		}

		@Override
		public String getBaseUrl() {
			return ((getSslBundle() != null) ? "https://" : "http://") + getContainer().getHost() + ":"
					+ getContainer().getMappedPort(PORT);
		}

		@Override
		public @Nullable SslBundle getSslBundle() {
			return super.getSslBundle();
		}

	}

}
