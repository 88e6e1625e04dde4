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

package io.github.ollamagenerate.sample;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.server.InstalledModel;
import io.github.ollamagenerate.server.OllamaServerClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The installed models and their capabilities. Servers of older versions do not list
 * capabilities, so each model is asked for them, once for each digest.
 */
@Component
class ModelCatalog {

	private static final int CONCURRENCY = 4;

	private final OllamaServerClient server;

	private final Map<String, List<String>> capabilities = new ConcurrentHashMap<>();

	ModelCatalog(OllamaServerClient server) {
		this.server = server;
	}

	Mono<List<InstalledModel>> models() {
		return this.server.installedModels()
			.doOnNext((models) -> this.capabilities.keySet().retainAll(models.stream().map(ModelCatalog::key).toList()))
			.flatMapMany(Flux::fromIterable)
			.flatMapSequential(this::withCapabilities, CONCURRENCY)
			.collectList();
	}

	private Mono<InstalledModel> withCapabilities(InstalledModel model) {
		if (model.capabilities() != null) {
			return Mono.just(model);
		}
		List<String> known = this.capabilities.get(key(model));
		Mono<List<String>> answer = (known != null) ? Mono.just(known) : this.server.capabilities(model.name())
			.doOnNext((capabilities) -> this.capabilities.put(key(model), capabilities));
		return answer.filter((capabilities) -> !capabilities.isEmpty())
			.map((capabilities) -> new InstalledModel(model.name(), model.digest(), model.size(), capabilities))
			// not known is not a reason to hide the model
			.onErrorComplete(GenerateException.class)
			.defaultIfEmpty(model);
	}

	private static String key(InstalledModel model) {
		return model.name() + "@" + model.digest();
	}

}
