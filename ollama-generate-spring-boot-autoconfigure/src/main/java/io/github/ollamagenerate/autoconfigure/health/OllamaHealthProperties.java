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

package io.github.ollamagenerate.autoconfigure.health;

import java.time.Duration;

import io.github.ollamagenerate.health.OllamaHealthIndicator.ModelCheck;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Configuration properties for the health check of the Ollama server.
 */
@ConfigurationProperties("ollama.health")
public class OllamaHealthProperties {

	/**
	 * Maximum time for a health check, including all its requests.
	 */
	private Duration timeout = Duration.ofSeconds(1);

	/**
	 * Behavior when the server does not have the model of ollama.generate.model.
	 */
	private ModelCheck modelCheck = ModelCheck.WARN;

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		if (timeout.isZero() || timeout.isNegative()) {
			throw new InvalidConfigurationPropertyValueException("ollama.health.timeout", timeout,
					"It must be longer than zero.");
		}
		this.timeout = timeout;
	}

	public ModelCheck getModelCheck() {
		return this.modelCheck;
	}

	public void setModelCheck(ModelCheck modelCheck) {
		this.modelCheck = modelCheck;
	}

}
