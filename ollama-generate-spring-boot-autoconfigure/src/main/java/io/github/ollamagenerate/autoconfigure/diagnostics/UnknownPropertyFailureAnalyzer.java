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

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/**
 * Explains an {@link UnknownPropertyException} at start-up.
 */
class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnknownPropertyException> implements Ordered {

	@Override
	public int getOrder() {
		// before those of Spring Boot for the exceptions around it, which have no order
		return 0;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownPropertyException cause) {
		String action = (cause.meant() != null) ? "Did you mean " + cause.meant() + "?"
				: "Correct the name. These properties exist: " + String.join(", ", cause.siblings())
						+ ". Set other options of the model with ollama.generate.options.extra.<name>";
		return new FailureAnalysis(cause.getMessage(), action, cause);
	}

}
