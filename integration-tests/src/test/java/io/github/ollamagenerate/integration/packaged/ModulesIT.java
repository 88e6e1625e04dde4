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

package io.github.ollamagenerate.integration.packaged;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests our jars: as modules of the Java platform, and with their license.
 */
class ModulesIT {

	private final List<ModuleReference> modules = ModuleFinder
		.of(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((path) -> path.getFileName().toString().startsWith("ollama-generate-spring-boot-"))
			.toArray(Path[]::new))
		.findAll()
		.stream()
		.toList();

	@Test
	void eachHasANameOfItsOwnThatStays() {
		assertThat(this.modules).extracting((module) -> module.descriptor().name())
			.containsExactlyInAnyOrder("io.github.ollamagenerate", "io.github.ollamagenerate.starter",
					"io.github.ollamagenerate.test");
	}

	@Test
	void eachContainsTheLicense() throws IOException {
		for (ModuleReference module : this.modules) {
			try (ModuleReader reader = module.open()) {
				assertThat(reader.find("META-INF/LICENSE")).as(module.descriptor().name()).isPresent();
			}
		}
	}

	@Test
	void noPackageIsSplit() {
		assertThat(this.modules.stream().flatMap((module) -> module.descriptor().packages().stream())).isNotEmpty()
			.doesNotHaveDuplicates();
	}

}
