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

package io.github.ollamagenerate.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SystemText}.
 */
@ExtendWith(MockOllamaExtension.class)
class SystemTextTests {

	@Test
	void fileIsSentAsTheSystemText(@TempDir Path folder, MockOllamaServer server) throws Exception {
		Path file = Files.writeString(folder.resolve("system.txt"), "Be short.\n{\"json\":1}");
		OllamaContextRunner.with()
			.withPropertyValues("ollama.base-url=" + server.url(), "ollama.generate.model=gemma3",
					"ollama.generate.system=" + file.toUri())
			.run((context) -> {
				context.getBean(GenerateOperations.class).prompt("p").call().content();
				assertThat(server.takeRequest().field("system").stringValue()).isEqualTo("Be short.\n{\"json\":1}");
			});
	}

	@Test
	void classPathIsRead() {
		assertThat(SystemText.of("classpath:META-INF/spring.factories")).contains("FailureAnalyzer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Be short.", "file: answer with the name of one", "classpath:", "http://localhost/x",
			"file:first\nsecond", "" })
	void textIsSentAsItIs(String text) {
		assertThat(SystemText.of(text)).isEqualTo(text);
		assertThat(SystemText.of(null)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "classpath:missing.txt", "file:/missing/system.txt" })
	void missingLocationFailsStartUpAndNamesTheProperty(String location) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> SystemText.of(location))
			.withMessageContaining("ollama.generate.system")
			.withMessageContaining("cannot be read");
	}

}
