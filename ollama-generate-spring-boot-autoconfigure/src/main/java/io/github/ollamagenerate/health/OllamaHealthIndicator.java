package io.github.ollamagenerate.health;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import io.github.ollamagenerate.client.OllamaServerClient;

import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * {@link ReactiveHealthIndicator} that asks the server for its version. UP means that the
 * server answers, not that a generation would succeed: a probe must not load a model.
 * <p>
 * Details never hold an address or the text of an exception; a failure is logged once,
 * when the state changes.
 */
public class OllamaHealthIndicator extends AbstractReactiveHealthIndicator {

	private static final Log logger = LogFactory.getLog(OllamaHealthIndicator.class);

	private final OllamaServerClient server;

	private final Duration timeout;

	private final AtomicReference<@Nullable Status> lastStatus = new AtomicReference<>();

	/**
	 * Create an indicator.
	 * @param server the server to ask
	 * @param timeout how long to wait for its answer
	 */
	public OllamaHealthIndicator(OllamaServerClient server, Duration timeout) {
		this.server = server;
		this.timeout = timeout;
	}

	@Override
	protected Mono<Health> doHealthCheck(Health.Builder builder) {
		return Mono.defer(() -> {
			long start = System.nanoTime();
			return this.server.version()
				.timeout(this.timeout)
				.map((version) -> builder.up()
					.withDetail("version", version)
					.withDetail("latencyMs", Duration.ofNanos(System.nanoTime() - start).toMillis())
					.build());
		}).onErrorResume((ex) -> Mono.just(down(builder, ex))).doOnNext(this::logChange);
	}

	// without the exception: its text would name the host
	private static Health down(Health.Builder builder, Throwable ex) {
		return builder.down().withDetail("error", category(ex)).build();
	}

	private static String category(Throwable ex) {
		if (ex instanceof TimeoutException) {
			return "timeout";
		}
		if (ex instanceof WebClientRequestException) {
			return "connect";
		}
		if (ex instanceof WebClientResponseException response) {
			return "status " + response.getStatusCode().value();
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

}
