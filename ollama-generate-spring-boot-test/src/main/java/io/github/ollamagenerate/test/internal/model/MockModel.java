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
