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

import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.ModelOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link ModelOptionsProperties}.
 */
class ModelOptionsPropertiesTests {

	private static final Map<Class<?>, Object> VALUES = Map.of(Long.class, 7L, Integer.class, 7, Double.class, 0.5,
			Boolean.class, false, List.class, List.of("END"));

	private final ModelOptionsProperties properties = new ModelOptionsProperties();

	@Test
	void nothingIsSentUnlessItIsSet() {
		assertThat(options()).isEmpty();
		this.properties.setStop(List.of());
		assertThat(options()).isEmpty();
	}

	@Test
	void eachOptionHasItsPropertyAndName() {
		BeanWrapper bean = new BeanWrapperImpl(this.properties);
		for (String option : ModelOptions.names()) {
			String property = property(bean, option);
			Object value = VALUES.get(bean.getPropertyType(property));
			bean.setPropertyValue(property, value);
			assertThat(options()).as(option).containsExactly(entry(option, value));
			assertThat(bean.getPropertyValue(property)).isEqualTo(value);
			bean.setPropertyValue(property, null);
		}
	}

	private static String property(BeanWrapper bean, String option) {
		String name = option.replace('_', '-');
		return List.of(bean.getPropertyDescriptors())
			.stream()
			.map((property) -> property.getName())
			.filter((property) -> DataObjectPropertyName.toDashedForm(property).equals(name))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No property for " + option));
	}

	@Test
	void extraOptionsFollowInOrderOfTheirNamesAndWithTheirTypes() {
		this.properties.setSeed(42L);
		this.properties.setExtra(Map.of("mirostat-tau", "4.0", "low.vram", "true", "zeta", "x", "alpha", "2"));
		ModelOptions.Builder options = ModelOptions.builder();
		this.properties.applyTo(options);
		assertThat(options.build().asMap().keySet()).containsExactly("seed", "alpha", "low_vram", "mirostat_tau",
				"zeta");
		assertThat(options.build().asMap()).containsEntry("alpha", 2L)
			.containsEntry("low_vram", true)
			.containsEntry("zeta", "x");
	}

	@Test
	void extraOptionWins() {
		this.properties.setSeed(42L);
		this.properties.setExtra(Map.of("seed", "7"));
		assertThat(options()).containsExactly(entry("seed", 7L));
	}

	@Test
	void stopMayBeWhiteSpaceButNotEmpty() {
		this.properties.setStop(List.of("\n", " "));
		assertThat(options()).containsExactly(entry("stop", List.of("\n", " ")));
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> this.properties.setStop(List.of("END", "")))
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("ollama.generate.options.stop"));
		assertThat(this.properties.getStop()).containsExactly("\n", " ");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void contextIsNotNegative(int numCtx) {
		this.properties.setNumCtx(numCtx);
		assertThat(options()).containsExactly(entry("num_ctx", numCtx));
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> this.properties.setNumCtx(-1))
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("ollama.generate.options.num-ctx"));
	}

	private Map<String, Object> options() {
		ModelOptions.Builder options = ModelOptions.builder();
		this.properties.applyTo(options);
		return options.build().asMap();
	}

}
