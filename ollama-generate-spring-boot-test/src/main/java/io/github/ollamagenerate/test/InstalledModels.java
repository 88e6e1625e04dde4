package io.github.ollamagenerate.test;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The models that need no pull.
 */
final class InstalledModels {

	private final Map<String, MockModel> models = new LinkedHashMap<>();

	private final Instant since = Instant.now();

	InstalledModels(List<MockModel> models) {
		List<MockModel> chosen = models.isEmpty() ? MockOllamaServer.DEFAULT_MODELS.stream().map(MockModel::of).toList()
				: models;
		chosen.forEach((model) -> this.models.put(key(model.name()), model));
	}

	MockModel get(String name) {
		@Nullable MockModel model = this.models.get(key(name));
		if (model != null) {
			return model;
		}
		boolean valid = name.isBlank() || ModelName.parse(name) != null;
		throw valid ? new Refusal(404, "model '" + name + "' not found") : new Refusal(400, "invalid model name");
	}

	private static String key(String name) {
		@Nullable ModelName parsed = ModelName.parse(name);
		return (parsed != null) ? parsed.key() : name;
	}

	Collection<MockModel> all() {
		return this.models.values();
	}

	Instant since() {
		return this.since;
	}

}
