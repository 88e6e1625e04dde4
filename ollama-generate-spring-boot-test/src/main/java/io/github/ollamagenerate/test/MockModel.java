package io.github.ollamagenerate.test;

import java.util.ArrayList;
import java.util.List;

/**
 * An installed model.
 *
 * @param name the name with its tag
 * @param capabilities what it can do, in Ollama's words
 */
record MockModel(String name, List<String> capabilities) {

	MockModel {
		name = withTag(name);
	}

	static MockModel of(String name) {
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

	static String withTag(String name) {
		// a colon before the last slash belongs to a registry's port
		return (name.indexOf(':', name.lastIndexOf('/') + 1) >= 0) ? name : name + ":latest";
	}

	boolean can(String capability) {
		return this.capabilities.contains(capability);
	}

}
