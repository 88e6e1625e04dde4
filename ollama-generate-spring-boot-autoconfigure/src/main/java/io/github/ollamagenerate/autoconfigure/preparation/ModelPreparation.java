package io.github.ollamagenerate.autoconfigure.preparation;

import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateProperties;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateProperties.Pull;
import io.github.ollamagenerate.server.OllamaServerClient;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Pulls and loads the model when the application is ready, if it is asked to. Nobody
 * waits for it, and its failure is a line in the log; it stops when the application does.
 */
class ModelPreparation implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

	private static final Log logger = LogFactory.getLog(ModelPreparation.class);

	private final OllamaGenerateProperties properties;

	private final Supplier<OllamaServerClient> server;

	private final Supplier<GenerateOperations> operations;

	private final Disposable.Swap running = Disposables.swap();

	ModelPreparation(OllamaGenerateProperties properties, Supplier<OllamaServerClient> server,
			Supplier<GenerateOperations> operations) {
		this.properties = properties;
		this.server = server;
		this.operations = operations;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (this.properties.getPull() == Pull.NEVER && !this.properties.isWarmUp()) {
			return;
		}
		String model = this.properties.getModel();
		if (model == null || model.isBlank()) {
			logger.warn("No model is pulled or loaded: set ollama.generate.model beside ollama.generate.pull "
					+ "and ollama.generate.warm-up");
			return;
		}
		this.running.update(pull(model).then(Mono.defer(() -> warmUp(model)))
			.subscribe(null, (ex) -> logger.warn("Model '" + model + "' is not ready: " + ex.getMessage())));
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
			return this.server.get().pull(model).doOnNext(log::progress).doOnComplete(log::success).then();
		});
	}

	private Mono<Void> warmUp(String model) {
		return this.properties.isWarmUp() ? this.operations.get()
			.generate(GenerateRequest.load(model))
			.doOnNext((response) -> logger.info("Model '" + model + "' is loaded"))
			.then() : Mono.empty();
	}

	@Override
	public void destroy() {
		this.running.dispose();
	}

}
