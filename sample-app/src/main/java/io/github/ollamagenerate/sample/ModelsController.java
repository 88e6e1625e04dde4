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

import java.time.Duration;
import java.util.List;

import io.github.ollamagenerate.server.InstalledModel;
import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lists the models that are installed, with their size and capabilities.
 */
@RestController
class ModelsController {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final ModelCatalog catalog;

	ModelsController(ModelCatalog catalog) {
		this.catalog = catalog;
	}

	@GetMapping("/models")
	Mono<List<InstalledModel>> models() {
		return this.catalog.models().timeout(TIMEOUT);
	}

}
