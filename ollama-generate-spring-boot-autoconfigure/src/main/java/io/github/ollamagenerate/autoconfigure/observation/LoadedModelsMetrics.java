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

package io.github.ollamagenerate.autoconfigure.observation;

import java.time.Duration;
import java.util.List;

import io.github.ollamagenerate.server.LoadedModel;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.SmartLifecycle;

/**
 * Gauges of the models that the server has loaded. The server is asked twice a minute,
 * and never by a scrape.
 */
class LoadedModelsMetrics implements SmartLifecycle {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final OllamaServerClient server;

	private final Duration interval;

	private final MultiGauge vram;

	private volatile double loaded = Double.NaN;

	private volatile @Nullable Disposable polling;

	LoadedModelsMetrics(OllamaServerClient server, MeterRegistry registry, Duration interval) {
		this.server = server;
		this.interval = interval;
		Gauge.builder("ollama.client.models.loaded", () -> this.loaded)
			.description("Number of models that are loaded on the server, NaN if the server does not answer")
			.register(registry);
		this.vram = MultiGauge.builder("ollama.client.model.vram")
			.description("GPU memory of a loaded model")
			.baseUnit("bytes")
			.register(registry);
	}

	@Override
	public void start() {
		this.polling = Flux.interval(Duration.ZERO, this.interval)
			.onBackpressureDrop()
			.concatMap((tick) -> poll(), 1)
			.subscribe();
	}

	private Mono<Void> poll() {
		return this.server.loadedModels().timeout(TIMEOUT).doOnNext(this::show).onErrorResume((ex) -> {
			this.loaded = Double.NaN;
			this.vram.register(List.of(), true);
			return Mono.empty();
		}).then();
	}

	private void show(List<LoadedModel> models) {
		this.loaded = models.size();
		this.vram.register(models.stream()
			.filter((model) -> model.sizeVram() != null)
			.map((model) -> Row.of(Tags.of("model", model.name()), (Number) model.sizeVram()))
			.toList(), true);
	}

	@Override
	public void stop() {
		Disposable polling = this.polling;
		if (polling != null) {
			polling.dispose();
		}
		this.polling = null;
	}

	@Override
	public boolean isRunning() {
		return this.polling != null;
	}

}
