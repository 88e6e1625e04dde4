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

package io.github.ollamagenerate.autoconfigure.observation;

import java.net.URI;

import io.micrometer.core.instrument.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerTags}.
 */
class ServerTagsTests {

	@ParameterizedTest
	@CsvSource({ "http://localhost:11434, localhost, 11434", "http://ollama/path, ollama, 80",
			"https://ollama, ollama, 443", "https://ollama:80, ollama, 80", "http://[::1]:1, [::1], 1" })
	void addressWithoutAPortHasThatOfItsScheme(URI address, String host, String port) {
		assertThat(ServerTags.of(address)).containsExactlyInAnyOrder(Tag.of("server.address", host),
				Tag.of("server.port", port));
	}

}
