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

import io.github.ollamagenerate.client.http.InvalidHeaderException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains an {@link InvalidHeaderException} at start-up.
 */
class InvalidHeaderFailureAnalyzer extends AbstractFailureAnalyzer<InvalidHeaderException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidHeaderException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Use letters, digits, and hyphens for the name of a header, and a single line of visible ASCII "
						+ "characters for a key or a value, for example ollama.headers.X-Team=green",
				cause);
	}

}
