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

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.test.internal.go.GoTime;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import io.github.ollamagenerate.test.internal.model.MockModel;

/**
 * The lists of installed and of loaded models.
 */
final class ModelLists {

	private ModelLists() {
	}

	static HttpAnswer installed(InstalledModels models) {
		return list(models.all().stream().map(ModelLists::installed).toList());
	}

	private static Map<String, Object> installed(InstalledModels.Installed installed) {
		MockModel model = installed.model();
		Map<String, Object> details = ModelCard.details();
		details.put("context_length", ModelCard.CONTEXT_LENGTH);
		details.put("embedding_length", ModelCard.EMBEDDING_LENGTH);
		Map<String, Object> entry = named(model);
		entry.put("modified_at", GoTime.text(installed.since()));
		entry.put("size", ModelCard.SIZE);
		entry.put("digest", ModelCard.digest(model.name()));
		entry.put("details", details);
		entry.put("capabilities", model.capabilities());
		return entry;
	}

	static HttpAnswer loaded(LoadedModels models) {
		return list(models.current()
			.entrySet()
			.stream()
			.sorted(Comparator.comparing((Map.Entry<MockModel, LoadedModels.Loaded> entry) -> entry.getValue().expiry())
				.reversed())
			.map((entry) -> loaded(entry.getKey(), entry.getValue()))
			.toList());
	}

	private static Map<String, Object> loaded(MockModel model, LoadedModels.Loaded loaded) {
		Map<String, Object> entry = named(model);
		entry.put("size", ModelCard.SIZE);
		entry.put("digest", ModelCard.digest(model.name()));
		entry.put("details", ModelCard.details());
		entry.put("expires_at", GoTime.text(loaded.expiry()));
		entry.put("size_vram", 0);
		entry.put("context_length", loaded.numCtx());
		return entry;
	}

	private static HttpAnswer list(List<Map<String, Object>> entries) {
		return JsonAnswer.of(Map.of("models", entries));
	}

	private static Map<String, Object> named(MockModel model) {
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("name", model.name());
		entry.put("model", model.name());
		return entry;
	}

}
