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

package io.github.ollamagenerate.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/api.txt} lists the public types as they are, so that they change
 * on purpose only.
 */
class ApiTests {

	private static final Path FILE = Path.of("docs", "api.txt");

	private static final String HEAD = """
			The public types of the published artifacts, with the members that applications can use. What is not
			@Nullable is never null. ApiTests checks this file; -Dollama.test.api.write=true rewrites it.

			""";

	@Test
	void fileListsTheTypesAsTheyAre() throws IOException {
		String api = HEAD + PublicApi.types().map(PublicApi::describe).collect(Collectors.joining("\n"));
		if (Boolean.getBoolean("ollama.test.api.write")) {
			Files.writeString(Repository.ROOT.resolve(FILE), api);
		}
		assertThat(Repository.read(FILE)).isEqualTo(api);
	}

	@Test
	void eachTypeSaysWhatMayBeNull() {
		assertThat(PublicApi.types().filter((type) -> !type.getName().endsWith("Kt")))
			.allSatisfy((type) -> assertThat(type.getPackage().isAnnotationPresent(NullMarked.class)).isTrue());
	}

	@Test
	void internalPackagesAreNamedWhereTheyMatter() {
		assertThat(PublicApi.INTERNAL).allSatisfy((name) -> {
			assertThat(Repository.read(Path.of("docs", "compatibility.md"))).contains("`" + name + "`");
			assertThat(Repository.read(Path.of("pom.xml"))).containsPattern("[>:]" + name + "[<:]");
		});
	}

	@Test
	void membersAreDescribed() {
		assertThat(PublicApi.describe(ApiExample.class)).isEqualTo(
				"""
						final class %s<T extends Comparable<T>> extends java.util.concurrent.atomic.AtomicReference<@Nullable T> implements Runnable
						  static final int COUNT
						  ApiExample(T, String @Nullable []) throws java.io.IOException
						  <A> java.util.Map<String, ? extends @Nullable A> map(java.util.List<? super A>)
						  @Deprecated @Nullable T value()
						  void run()
						"""
					.formatted(ApiExample.class.getName()));
	}

}
