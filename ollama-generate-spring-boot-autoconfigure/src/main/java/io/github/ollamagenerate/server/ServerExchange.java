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

package io.github.ollamagenerate.server;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads what the server answers about itself and its models.
 */
final class ServerExchange {

	private final JsonExchange json;

	ServerExchange(JsonExchange json) {
		this.json = json;
	}

	Mono<String> version() {
		return this.json.get("/api/version")
			.mapNotNull((fields) -> text(fields.get("version")))
			.switchIfEmpty(Mono.error(() -> this.json.unreadable("/api/version", null, "no version")));
	}

	Mono<List<String>> models() {
		return this.json.get("/api/tags")
			.map((fields) -> entries(fields).map((model) -> String.valueOf(model.get("name"))).toList());
	}

	Mono<List<LoadedModel>> loadedModels() {
		return this.json.get("/api/ps")
			.map((fields) -> entries(fields)
				.map((model) -> new LoadedModel(String.valueOf(model.get("name")), number(model.get("size")),
						number(model.get("size_vram")), number(model.get("context_length")),
						text(model.get("expires_at"))))
				.toList());
	}

	Flux<PullProgress> pull(String model) {
		AtomicBoolean succeeded = new AtomicBoolean();
		return this.json.post("/api/pull", model)
			.map((fields) -> new PullProgress(String.valueOf(fields.get("status")), text(fields.get("digest")),
					number(fields.get("total")), number(fields.get("completed"))))
			.doOnNext((progress) -> succeeded.set(progress.status().equals("success")))
			.concatWith(Mono
				.defer(() -> succeeded.get() ? Mono.empty() : Mono.error(this.json.truncated("/api/pull", model))));
	}

	private static Stream<Map<?, ?>> entries(Map<String, Object> fields) {
		return (fields.get("models") instanceof List<?> models)
				? models.stream().filter(Map.class::isInstance).map((model) -> (Map<?, ?>) model) : Stream.empty();
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value instanceof String text) ? text : null;
	}

	private static @Nullable Long number(@Nullable Object value) {
		return (value instanceof Number number) ? number.longValue() : null;
	}

}
