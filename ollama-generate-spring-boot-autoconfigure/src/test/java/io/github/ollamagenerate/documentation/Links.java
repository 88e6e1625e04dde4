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

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks that links within the repository lead to a file, and to a heading if they name
 * one. Other addresses are only parsed, as a build must not need the network.
 */
final class Links {

	private static final Pattern TARGET = Pattern.compile("]\\(([^)\\s]+)\\)|<(https?://[^>\\s]+)>");

	private Links() {
	}

	/**
	 * Return the broken links of a page.
	 */
	static List<String> problems(Page page) {
		return TARGET.matcher(page.plainText()).results().flatMap((link) -> {
			String target = (link.group(1) != null) ? link.group(1) : link.group(2);
			return problem(page, target).map((problem) -> page.place(link.start()) + ": " + problem).stream();
		}).toList();
	}

	/**
	 * Return the pages that a page has links to.
	 */
	static Stream<Path> targets(Page page) {
		return TARGET.matcher(page.plainText())
			.results()
			.map((link) -> link.group(1))
			.filter((target) -> target != null && target.matches("[^#:]+\\.md(#.*)?"))
			.map((target) -> resolve(page, target.split("#")[0]));
	}

	private static Path resolve(Page page, String target) {
		return Optional.ofNullable(page.path().getParent()).orElse(Path.of("")).resolve(target).normalize();
	}

	private static Optional<String> problem(Page page, String target) {
		if (target.matches("\\w+:.*")) {
			return isUrl(target) ? Optional.empty() : Optional.of("'" + target + "' is not a valid URL");
		}
		String[] parts = target.split("#", 2);
		Page linked = page;
		if (!parts[0].isEmpty()) {
			Path path = resolve(page, parts[0]);
			if (path.startsWith("..") || !Repository.exists(path)) {
				return Optional.of("'" + parts[0] + "' does not exist");
			}
			linked = (parts.length > 1) ? new Page(path, Repository.read(path)) : page;
		}
		if (parts.length > 1 && !linked.anchors().contains(parts[1])) {
			return Optional.of("'" + linked.path() + "' has no heading for '#" + parts[1] + "'");
		}
		return Optional.empty();
	}

	private static boolean isUrl(String target) {
		try {
			return URI.create(target).getHost() != null;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
