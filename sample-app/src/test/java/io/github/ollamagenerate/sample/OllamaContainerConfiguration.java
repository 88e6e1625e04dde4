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

package io.github.ollamagenerate.sample;

import io.github.ollamagenerate.test.testcontainers.OllamaModelImage;
import org.testcontainers.ollama.OllamaContainer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;

/**
 * Ollama in a container, with the configured model: it is pulled once and kept with the
 * image.
 * <p>
 * Without {@code @TestConfiguration}: tests that start the sample scan this package.
 */
class OllamaContainerConfiguration {

	static final String IMAGE = "ollama/ollama:0.12.6";

	@Bean
	@ServiceConnection
	OllamaContainer ollamaContainer(@Value("${ollama.generate.model}") String model) {
		return new OllamaContainer(OllamaModelImage.of(IMAGE, model));
	}

}
