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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.ollamagenerate.observation.ClientGaugeDocumentation;
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
import reactor.core.scheduler.Schedulers;

import org.springframework.context.SmartLifecycle;

/**
 * Gauges of the server and its loaded models. The server is asked twice a minute, and
 * never by a scrape.
 */
class ServerMetrics implements SmartLifecycle {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final OllamaServerClient server;

	private final Duration interval;

	private final MultiGauge size;

	private final MultiGauge vram;

	private volatile double up = Double.NaN;

	private volatile double loaded = Double.NaN;

	private volatile @Nullable Disposable polling;

	ServerMetrics(OllamaServerClient server, MeterRegistry registry, Duration interval, Tags tags) {
		this.server = server;
		this.interval = interval;
		gauge(ClientGaugeDocumentation.SERVER_UP, () -> this.up, registry, tags);
		gauge(ClientGaugeDocumentation.MODELS_LOADED, () -> this.loaded, registry, tags);
		this.size = models(ClientGaugeDocumentation.MODEL_SIZE, registry, tags);
		this.vram = models(ClientGaugeDocumentation.MODEL_VRAM, registry, tags);
	}

	private static void gauge(ClientGaugeDocumentation gauge, Supplier<Number> value, MeterRegistry registry,
			Tags tags) {
		Gauge.builder(gauge.getName(), value).description(gauge.getDescription()).tags(tags).register(registry);
	}

	private static MultiGauge models(ClientGaugeDocumentation gauge, MeterRegistry registry, Tags tags) {
		return MultiGauge.builder(gauge.getName())
			.description(gauge.getDescription())
			.baseUnit(gauge.getBaseUnit())
			.tags(tags)
			.register(registry);
	}

	@Override
	public void start() {
		// the first request creates the client, which may block
		this.polling = Flux.interval(Duration.ZERO, this.interval, Schedulers.boundedElastic())
			.onBackpressureDrop()
			.concatMap((tick) -> poll(), 1)
			.subscribe();
	}

	private Mono<Void> poll() {
		Mono<String> version = this.server.version()
			.timeout(TIMEOUT)
			.doOnNext((answer) -> this.up = 1)
			.doOnError((ex) -> this.up = 0);
		Mono<List<LoadedModel>> models = this.server.loadedModels()
			.timeout(TIMEOUT)
			.doOnNext((loaded) -> show(loaded.size(), loaded))
			.doOnError((ex) -> show(Double.NaN, List.of()));
		return Mono.whenDelayError(version, models).onErrorComplete();
	}

	private void show(double count, List<LoadedModel> models) {
		register(this.size, models, LoadedModel::size);
		register(this.vram, models, LoadedModel::sizeVram);
		this.loaded = count;
	}

	private static void register(MultiGauge gauge, List<LoadedModel> models,
			Function<LoadedModel, @Nullable Long> value) {
		List<Row<?>> rows = new ArrayList<>();
		for (LoadedModel model : models) {
			Long bytes = value.apply(model);
			if (bytes != null) {
				rows.add(Row.of(Tags.of("model", model.name()), bytes));
			}
		}
		gauge.register(rows, true);
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
