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

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Code of the cookbook that tests run: the part of a source file between two markers, or
 * a resource.
 *
 * @param name the name of the file, followed by {@code #} and the tag of a part
 * @param code the code, without indentation
 */
record Excerpt(String name, String code) {

	private static final Set<String> FOLDERS = Set.of("cookbook", "prompts");

	private static final Pattern PART = Pattern
		.compile("^[ \\t]*// tag::(\\w+)\\[]\\n([\\s\\S]*?)^[ \\t]*// end::\\1\\[]$", Pattern.MULTILINE);

	private static final Pattern RESOURCE = Pattern.compile(".*\\.(js|mustache|properties|yaml)");

	/**
	 * The code of the cookbook.
	 */
	static Stream<Excerpt> all() {
		return Repository.files("")
			.filter((path) -> path.getNameCount() > 1
					&& FOLDERS.contains(path.getName(path.getNameCount() - 2).toString()))
			.flatMap((path) -> of(path, Repository.read(path)));
	}

	static Stream<Excerpt> of(Path path, String text) {
		String name = path.getFileName().toString();
		if (RESOURCE.matcher(name).matches()) {
			return Stream.of(new Excerpt(name, text));
		}
		return PART.matcher(text)
			.results()
			.map((part) -> new Excerpt(name + "#" + part.group(1), part.group(2).stripTrailing().stripIndent() + "\n"));
	}

}
