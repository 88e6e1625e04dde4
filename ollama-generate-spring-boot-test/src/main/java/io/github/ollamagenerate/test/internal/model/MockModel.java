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

package io.github.ollamagenerate.test.internal.model;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An installed model.
 *
 * @param name the name with its tag
 * @param capabilities what it can do, in Ollama's words
 */
public record MockModel(String name, List<String> capabilities) {

	/** What the server knows how to do. */
	public static final List<String> CAPABILITIES = List.of("completion", "thinking", "insert", "vision");

	public MockModel {
		name = parse(name).toString();
	}

	public static MockModel of(String name) {
		List<String> capabilities = new ArrayList<>(List.of("completion"));
		if (name.startsWith("qwen3") || name.startsWith("deepseek-r1")) {
			capabilities.add("thinking");
		}
		if (name.startsWith("qwen2.5-coder")) {
			capabilities.add("insert");
		}
		if (name.startsWith("gemma3")) {
			capabilities.add("vision");
		}
		return new MockModel(name, List.copyOf(capabilities));
	}

	/**
	 * Read a name that the capabilities may follow, as in
	 * {@code mistral:7b:insert+vision}. Every model has the capability
	 * {@code completion}. Without capabilities, the name decides. A last part that
	 * consists of capabilities only is never a tag.
	 * @throws IllegalArgumentException if the name is not valid or a capability is
	 * unknown
	 */
	public static MockModel withCapabilities(String text) {
		if (!text.equals(text.strip())) {
			throw new IllegalArgumentException("'name' must not start or end with a space, was \"" + text + '"');
		}
		int colon = text.lastIndexOf(':');
		List<String> capabilities = List.of(text.substring(colon + 1).split("\\+", -1));
		// a tag has no plus sign
		if (colon < 0 || (capabilities.size() == 1 && !CAPABILITIES.containsAll(capabilities))) {
			return of(text);
		}
		for (String capability : capabilities) {
			if (!CAPABILITIES.contains(capability)) {
				throw new IllegalArgumentException("'capability' must be one of " + String.join(", ", CAPABILITIES)
						+ ", was \"" + capability + '"');
			}
		}
		return new MockModel(text.substring(0, colon),
				CAPABILITIES.stream()
					.filter((name) -> name.equals("completion") || capabilities.contains(name))
					.toList());
	}

	private static ModelName parse(String name) {
		@Nullable ModelName parsed = ModelName.parse(name);
		if (parsed == null) {
			throw new IllegalArgumentException("'name' must be a model's name like gemma3:4b, was \"" + name + '"');
		}
		return parsed;
	}

	/** What its names have in common. */
	public String key() {
		return parse(this.name).key();
	}

	/** The name with the registry and the namespace that it has by default. */
	public String fullName() {
		return parse(this.name).full();
	}

	public boolean can(String capability) {
		return this.capabilities.contains(capability);
	}

}
