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

package io.github.ollamagenerate.autoconfigure.preparation;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateProperties;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateProperties.Pull;
import io.github.ollamagenerate.server.OllamaServerClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;

/**
 * Pulls and loads the model, if it is asked to: when the application is ready, where a
 * failure is a line in the log, or before the runners, where start-up waits for it and
 * fails with it. It stops when the application does.
 */
class ModelPreparation implements ApplicationListener<SpringApplicationEvent>, DisposableBean {

	private static final Log logger = LogFactory.getLog(ModelPreparation.class);

	private final OllamaGenerateProperties properties;

	private final Supplier<OllamaServerClient> server;

	private final Supplier<GenerateOperations> operations;

	private final RunningPull runningPull;

	private final Sinks.Empty<Void> stop = Sinks.empty();

	private final AtomicBoolean running = new AtomicBoolean();

	ModelPreparation(OllamaGenerateProperties properties, Supplier<OllamaServerClient> server,
			Supplier<GenerateOperations> operations, RunningPull runningPull) {
		this.properties = properties;
		this.server = server;
		this.operations = operations;
		this.runningPull = runningPull;
	}

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		boolean wait = this.properties.isWaitForModel();
		if ((this.properties.getPull() == Pull.NEVER && !this.properties.isWarmUp())
				|| !(wait ? event instanceof ApplicationStartedEvent : event instanceof ApplicationReadyEvent)) {
			return;
		}
		String model = this.properties.getModel();
		if (model != null && !model.isBlank()) {
			prepare(model, wait);
			return;
		}
		String problem = "No model is pulled or loaded: set ollama.generate.model in addition to ollama.generate.pull "
				+ "and ollama.generate.warm-up";
		if (wait) {
			throw new ModelNotReadyException(problem, null);
		}
		logger.warn(problem);
	}

	private void prepare(String model, boolean wait) {
		// clears the flag before it signals its end, when the application may close
		Mono<Void> preparation = Mono.using(() -> this.running.getAndSet(true),
				(before) -> pull(model).then(Mono.defer(() -> warmUp(model))), (before) -> this.running.set(false));
		if (!wait) {
			preparation.takeUntilOther(this.stop.asMono())
				.subscribe(null, (ex) -> logger.warn(notReady(model, ex.getMessage())));
			return;
		}
		try {
			Mono.firstWithSignal(preparation, this.stop.asMono().then(Mono.error(CancellationException::new))).block();
		}
		catch (CancellationException ex) {
			throw new ModelNotReadyException(notReady(model, "the application is closing"), ex);
		}
		catch (GenerateException ex) {
			throw new ModelNotReadyException(notReady(model, ex.getMessage()), ex);
		}
		catch (RuntimeException ex) {
			if (Thread.currentThread().isInterrupted()) {
				throw new ModelNotReadyException(notReady(model, "the start of the application was interrupted"), ex);
			}
			throw ex;
		}
	}

	private static String notReady(String model, @Nullable String reason) {
		return "Model '" + model + "' is not ready: " + reason;
	}

	private Mono<Void> pull(String model) {
		return switch (this.properties.getPull()) {
			case NEVER -> Mono.empty();
			case ALWAYS -> pullNow(model);
			case WHEN_MISSING ->
				this.server.get().hasModel(model).flatMap((present) -> present ? Mono.empty() : pullNow(model));
		};
	}

	private Mono<Void> pullNow(String model) {
		return Mono.defer(() -> {
			PullLog log = new PullLog(model, System::nanoTime);
			return this.runningPull.during(model,
					this.server.get().pull(model).doOnNext(log::progress).doOnComplete(log::success).then());
		});
	}

	private Mono<Void> warmUp(String model) {
		return this.properties.isWarmUp() ? this.operations.get()
			.generate(GenerateRequest.load(model))
			.doOnNext((response) -> logger.info("Loaded model '" + model + "'"))
			.then() : Mono.empty();
	}

	@Override
	public void destroy() {
		if (this.running.get()) {
			logger.info("The preparation of model '" + this.properties.getModel()
					+ "' stops, because the application is closing");
		}
		this.stop.tryEmitEmpty();
	}

}
