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

package io.github.ollamagenerate.autoconfigure.diagnostics;

import java.util.List;

import io.github.ollamagenerate.BaseUrl;
import io.github.ollamagenerate.InvalidBaseUrlException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Explains an {@link InvalidBaseUrlException} at start-up.
 */
class InvalidBaseUrlFailureAnalyzer extends AbstractFailureAnalyzer<InvalidBaseUrlException> {

	private static final List<String> PROPERTIES = List.of("ollama.base-url", "ollama.host");

	private final Environment environment;

	InvalidBaseUrlFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidBaseUrlException cause) {
		String action = PROPERTIES.stream()
			.filter(this::isInvalid)
			.findFirst()
			.map((property) -> "Set the property '" + property + "' to the address of the Ollama server, for example "
					+ property + "=" + BaseUrl.DEFAULT)
			.orElse("The address is set in code: correct the bean of type OllamaGenerateConnectionDetails, "
					+ "or the call of baseUrl(..) on a builder");
		return new FailureAnalysis(cause.getMessage(), action, cause);
	}

	private boolean isInvalid(String property) {
		String value = this.environment.getProperty(property);
		if (!StringUtils.hasText(value)) {
			return false;
		}
		try {
			BaseUrl.parse(value);
			return false;
		}
		catch (InvalidBaseUrlException ex) {
			return true;
		}
	}

}
