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

package io.github.ollamagenerate.health;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.server.LoadedModel;
import io.github.ollamagenerate.server.OllamaServerClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link ReactiveHealthIndicator} that requests the version of the server. UP means that
 * the server answers. It does not mean that a generation succeeds, because a probe must
 * not load a model.
 * <p>
 * Details never contain an address or the message of an exception. A failure is logged
 * once, when the status changes.
 */
public class OllamaHealthIndicator extends AbstractReactiveHealthIndicator {

	private static final Duration CACHE_TIME = Duration.ofSeconds(60);

	private static final int MAX_LOADED = 10;

	private static final Log logger = LogFactory.getLog(OllamaHealthIndicator.class);

	private final OllamaServerClient server;

	private final Duration timeout;

	private final @Nullable String model;

	private final ModelCheck modelCheck;

	private final Supplier<Mono<Boolean>> present;

	private final AtomicReference<@Nullable Status> lastStatus = new AtomicReference<>();

	/**
	 * Create an indicator.
	 * @param server the server to ask
	 * @param timeout the maximum time for all requests of a check
	 * @param model the default model, {@code null} if there is none
	 * @param modelCheck the behavior when the server does not have that model
	 */
	public OllamaHealthIndicator(OllamaServerClient server, Duration timeout, @Nullable String model,
			ModelCheck modelCheck) {
		this.server = server;
		this.timeout = timeout;
		this.model = StringUtils.hasText(model) ? model : null;
		this.modelCheck = modelCheck;
		// the server reads its manifests for each answer; the timeout is within, for a
		// cache is not cancelled
		this.present = SingletonSupplier.of(() -> server.hasModel(String.valueOf(this.model))
			.timeout(timeout)
			.cache((present) -> CACHE_TIME, (ex) -> Duration.ZERO, () -> Duration.ZERO));
	}

	@Override
	protected Mono<Health> doHealthCheck(Health.Builder builder) {
		return Mono.defer(() -> {
			long start = System.nanoTime();
			return this.server.version()
				.timeout(this.timeout)
				.doOnNext((version) -> builder.up()
					.withDetail("version", version)
					.withDetail("latencyMs", Duration.ofNanos(System.nanoTime() - start).toMillis()))
				.then(Mono.defer(() -> models(builder, this.timeout.minusNanos(System.nanoTime() - start))))
				.then(Mono.fromSupplier(builder::build));
		}).onErrorResume((ex) -> Mono.just(down(builder, ex))).doOnNext(this::logChange);
	}

	// what is not known of them is left out: the server is up
	private Mono<Void> models(Health.Builder builder, Duration timeLeft) {
		Mono<Void> loaded = this.server.loadedModels()
			.doOnNext((models) -> builder.withDetail("loaded",
					models.stream().map(LoadedModel::name).limit(MAX_LOADED).toList()))
			.then();
		return Mono.whenDelayError(loaded, present(builder)).timeout(timeLeft).onErrorComplete();
	}

	private Mono<Void> present(Health.Builder builder) {
		String model = this.model;
		if (model == null || this.modelCheck == ModelCheck.NONE) {
			return Mono.empty();
		}
		return this.present.get().doOnNext((isPresent) -> {
			builder.withDetail("model", model).withDetail("modelPresent", isPresent);
			if (!isPresent && this.modelCheck == ModelCheck.FAIL) {
				builder.outOfService();
			}
		}).then();
	}

	// without the exception: its text would name the host
	private static Health down(Health.Builder builder, Throwable ex) {
		return builder.down().withDetail("error", category(ex)).build();
	}

	private static String category(Throwable ex) {
		if (ex instanceof TimeoutException || ex instanceof GenerateTimeoutException) {
			return "timeout";
		}
		if (ex instanceof GenerateResponseException refused) {
			return "status " + refused.status();
		}
		if (ex instanceof GenerateRequestException && !(ex instanceof UnreadableResponseException)) {
			return "connect";
		}
		return "no version";
	}

	private void logChange(Health health) {
		Status last = this.lastStatus.getAndSet(health.getStatus());
		if (last != null && health.getStatus().equals(last)) {
			return;
		}
		if (health.getStatus().equals(Status.DOWN)) {
			logger.warn("Ollama is down (" + health.getDetails().get("error") + ")");
		}
		else if (last != null) {
			logger.info("Ollama is up again");
		}
	}

	/**
	 * Behavior when the server does not have the model.
	 */
	public enum ModelCheck {

		/**
		 * Report UP, with a detail.
		 */
		WARN,

		/**
		 * Report OUT_OF_SERVICE.
		 */
		FAIL,

		/**
		 * Do not check the model.
		 */
		NONE

	}

}
