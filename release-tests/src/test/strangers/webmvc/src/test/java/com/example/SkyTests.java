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

package com.example;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.autoconfigure.OllamaGenerateTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@OllamaGenerateTest
class SkyTests {

	@Test
	void explainsTheSky(@Autowired GenerateOperations ollama, @Autowired MockOllamaServer server) {
		server.enqueue(MockAnswer.tokens("Light ", "scatters."));
		assertThat(ollama.prompt("Why is the sky blue?").model("gemma3").call().content()).isEqualTo("Light scatters.");
		assertThat(server.takeRequest()).hasModel("gemma3").hasPrompt("Why is the sky blue?");
	}

}
