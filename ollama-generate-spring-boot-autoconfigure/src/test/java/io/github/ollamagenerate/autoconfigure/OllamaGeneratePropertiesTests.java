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

import java.time.Duration;
import java.util.Map;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateTimeouts;
import io.github.ollamagenerate.KeepAlive;
import io.github.ollamagenerate.Think;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OllamaGenerateProperties}.
 */
class OllamaGeneratePropertiesTests {

	private final OllamaGenerateProperties properties = new OllamaGenerateProperties();

	@Test
	void nothingIsSentUnlessItIsSet() {
		assertThat(request().asMap(true)).isEqualTo(Map.of("stream", true));
		assertThat(request().timeouts())
			.isEqualTo(new GenerateTimeouts(null, Duration.ofMinutes(5), Duration.ofMinutes(2), null));
	}

	@Test
	void eachPropertyIsADefault() {
		this.properties.setModel("m");
		this.properties.setSystem("s");
		this.properties.setTemplate("t");
		this.properties.setThink("high");
		this.properties.setKeepAlive("10m");
		this.properties.setRaw(false);
		this.properties.getOptions().setSeed(42L);
		this.properties.getTimeout().setTotal(Duration.ofMinutes(9));
		GenerateRequest request = request();
		assertThat(request.model()).isEqualTo("m");
		assertThat(request.system()).isEqualTo("s");
		assertThat(request.template()).isEqualTo("t");
		assertThat(request.think()).isEqualTo(Think.of("high"));
		assertThat(request.keepAlive()).isEqualTo(KeepAlive.of("10m"));
		assertThat(request.asMap(true)).containsEntry("raw", false).containsEntry("options", Map.of("seed", 42L));
		assertThat(request.timeouts().total()).isEqualTo(Duration.ofMinutes(9));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " " })
	void blankTextIsNotSet(String text) {
		this.properties.setThink(text);
		this.properties.setKeepAlive(text);
		assertThat(request().asMap(true)).isEqualTo(Map.of("stream", true));
	}

	@Test
	void overflowFailsIfItIsSet() {
		this.properties.setOnOverflow(OllamaGenerateProperties.OnOverflow.FAIL);
		assertThat(request().asMap(true)).isEqualTo(Map.of("stream", true, "truncate", false, "shift", false));
	}

	@Test
	void textsAreNotShown() {
		this.properties.setModel("m");
		this.properties.setSystem("canary");
		this.properties.setTemplate("canary");
		assertThat(this.properties).hasToString("OllamaGenerateProperties[model=m]");
	}

	private GenerateRequest request() {
		GenerateRequest.Builder request = GenerateRequest.builder();
		this.properties.applyTo(request);
		return request.build();
	}

}
