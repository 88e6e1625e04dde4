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

package io.github.ollamagenerate.client;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The {@link GenerateApiExamples} against a real server:
 * {@code OLLAMA_BASE_URL=http://localhost:11434 mvn verify -Pit-ollama}.
 */
@EnabledIfSystemProperty(named = "ollama.it", matches = "true",
		disabledReason = "Use -Pit-ollama to try the examples on a real server")
@EnabledIfEnvironmentVariable(named = "OLLAMA_BASE_URL", matches = ".+",
		disabledReason = "Set OLLAMA_BASE_URL to try the examples on a real server")
class RealServerExamplesTests extends GenerateApiExamples {

	@Override
	String url() {
		return System.getenv("OLLAMA_BASE_URL");
	}

}
