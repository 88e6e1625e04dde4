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

import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The {@link GenerateApiExamples} against the mock server.
 */
@TestInstance(Lifecycle.PER_CLASS)
class GenerateApiExamplesTests extends GenerateApiExamples {

	@RegisterExtension
	final MockOllamaExtension mock = new MockOllamaExtension(
			MockOllamaServer.builder().models(MODELS.toArray(new String[0])));

	private String url;

	@BeforeAll
	void start(MockOllamaServer server) {
		this.url = server.url();
	}

	@Override
	String url() {
		return this.url;
	}

}
