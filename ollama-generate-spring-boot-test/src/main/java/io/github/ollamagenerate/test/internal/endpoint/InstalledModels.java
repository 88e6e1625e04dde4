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

package io.github.ollamagenerate.test.internal.endpoint;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.test.internal.Refusal;
import io.github.ollamagenerate.test.internal.model.MockModel;
import io.github.ollamagenerate.test.internal.model.ModelName;
import org.jspecify.annotations.Nullable;

/**
 * The models that need no pull.
 */
final class InstalledModels {

	/** Replaced by a changed copy: each request reads it, hardly one changes it. */
	private volatile Map<String, Installed> models;

	InstalledModels(List<MockModel> models) {
		Instant now = Instant.now();
		Map<String, Installed> installed = new LinkedHashMap<>();
		models.forEach((model) -> installed.put(model.key(), new Installed(model, now)));
		this.models = installed;
	}

	MockModel get(String name) {
		return installed(name).model();
	}

	Installed installed(String name) {
		@Nullable Installed installed = this.models.get(key(name));
		if (installed != null) {
			return installed;
		}
		boolean valid = name.isBlank() || ModelName.parse(name) != null;
		throw valid ? new Refusal(404, "model '" + name + "' not found") : new Refusal(400, "invalid model name");
	}

	@Nullable MockModel find(ModelName name) {
		@Nullable Installed installed = this.models.get(name.key());
		return (installed != null) ? installed.model() : null;
	}

	synchronized void install(MockModel model) {
		Map<String, Installed> changed = new LinkedHashMap<>(this.models);
		changed.put(model.key(), new Installed(model, Instant.now()));
		this.models = changed;
	}

	synchronized boolean remove(ModelName name) {
		Map<String, Installed> changed = new LinkedHashMap<>(this.models);
		boolean removed = changed.remove(name.key()) != null;
		this.models = changed;
		return removed;
	}

	/** The newest first. */
	List<Installed> all() {
		return this.models.values().stream().sorted(Comparator.comparing(Installed::since).reversed()).toList();
	}

	private static String key(String name) {
		@Nullable ModelName parsed = ModelName.parse(name);
		return (parsed != null) ? parsed.key() : name;
	}

	/**
	 * A model and when it came.
	 *
	 * @param model the model
	 * @param since the time of its installation
	 */
	record Installed(MockModel model, Instant since) {

	}

}
