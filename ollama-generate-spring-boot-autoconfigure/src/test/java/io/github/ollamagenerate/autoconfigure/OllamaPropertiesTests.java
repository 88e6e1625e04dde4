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

import java.beans.PropertyDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.autoconfigure.OllamaGenerateProperties.OnOverflow;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateProperties.Pull;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link OllamaProperties}, and for what {@link OllamaGenerateProperties} has
 * in common with them.
 */
class OllamaPropertiesTests {

	private static final Map<Class<?>, List<?>> VALUES = Map.ofEntries(Map.entry(boolean.class, List.of(true, false)),
			Map.entry(Boolean.class, List.of(true, false)), Map.entry(String.class, List.of("1h", "2h")),
			Map.entry(int.class, List.of(7, 8)), Map.entry(Integer.class, List.of(7, 8)),
			Map.entry(Duration.class, List.of(Duration.ofSeconds(7), Duration.ofSeconds(8))),
			Map.entry(DataSize.class, List.of(DataSize.ofKilobytes(7), DataSize.ofKilobytes(8))),
			Map.entry(Map.class, List.of(Map.of("a", "b"), Map.of())),
			Map.entry(Pull.class, List.of(Pull.ALWAYS, Pull.WHEN_MISSING)),
			Map.entry(OnOverflow.class, List.of(OnOverflow.FAIL)));

	@ParameterizedTest
	@ValueSource(classes = { OllamaProperties.class, OllamaProperties.Ssl.class, OllamaGenerateProperties.class,
			OllamaGenerateProperties.Timeout.class, OllamaGenerateProperties.Retry.class })
	void endpointsShowEachPropertyAsItIsSet(Class<?> type) {
		BeanWrapper bean = new BeanWrapperImpl(BeanUtils.instantiateClass(type));
		for (PropertyDescriptor property : bean.getPropertyDescriptors()) {
			if (property.getWriteMethod() == null) {
				assertThat(bean.getPropertyValue(property.getName())).as(property.getName()).isNotNull();
				continue;
			}
			for (Object value : VALUES.get(property.getPropertyType())) {
				bean.setPropertyValue(property.getName(), value);
				assertThat(bean.getPropertyValue(property.getName())).as(property.getName()).isEqualTo(value);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "ollama.connect-timeout, -1ms, 0s", "ollama.max-connections, 0, 1",
			"ollama.pending-acquire-max-count, -2, -1", "ollama.pending-acquire-timeout, -1ms, 0s",
			"ollama.max-life-time, -1ms, 0s", "ollama.max-response-header-size, 0B, 1B",
			"ollama.max-in-memory-size, 0B, 1B", "ollama.generate.keep-alive, PT5M, 5m",
			"ollama.generate.timeout.first-chunk, -1ms, 0s", "ollama.generate.timeout.idle, -1ms, 0s",
			"ollama.generate.timeout.total, -1ms, 0s", "ollama.generate.retry.max-attempts, 0, 1",
			"ollama.generate.retry.delay, -1ms, 0s", "ollama.generate.retry.max-delay, -1ms, 0s" })
	void valueHasALimitThatIsNamed(String property, String refused, String accepted) {
		assertThatException().isThrownBy(() -> bind(property, refused))
			.havingRootCause()
			.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
					(ex) -> assertThat(ex.getName()).isEqualTo(property));
		assertThatNoException().isThrownBy(() -> bind(property, accepted));
	}

	@Test
	void textShowsNoValue() {
		OllamaProperties properties = new OllamaProperties();
		properties.setApiKey("canary");
		properties.setBaseUrl("http://user:canary@gpu");
		assertThat(properties).hasToString("OllamaProperties");
	}

	private static void bind(String property, String value) {
		Binder binder = new Binder(new MapConfigurationPropertySource(Map.of(property, value)));
		binder.bindOrCreate("ollama", OllamaProperties.class);
		binder.bindOrCreate("ollama.generate", OllamaGenerateProperties.class);
	}

}
