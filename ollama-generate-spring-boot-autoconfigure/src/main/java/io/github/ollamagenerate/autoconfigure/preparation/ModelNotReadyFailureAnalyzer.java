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

package io.github.ollamagenerate.autoconfigure.preparation;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a {@link ModelNotReadyException} at start-up.
 */
class ModelNotReadyFailureAnalyzer extends AbstractFailureAnalyzer<ModelNotReadyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ModelNotReadyException cause) {
		return new FailureAnalysis(cause.getMessage(), "Fix the cause, or set ollama.generate.wait-for-model=false to "
				+ "start the application without the model", cause);
	}

}
