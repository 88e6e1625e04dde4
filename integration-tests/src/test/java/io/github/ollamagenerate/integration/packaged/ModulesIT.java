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
