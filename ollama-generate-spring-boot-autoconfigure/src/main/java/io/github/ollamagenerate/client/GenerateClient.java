package io.github.ollamagenerate.client;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateTimeoutException.Phase;
import io.github.ollamagenerate.observation.GenerateObservationContext;

import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Takes a request from its check to its answer: defaults, retry, time limit and
 * observation around each {@link GenerateExchange}.
 */
final class GenerateClient {

	private final URI baseUrl;

	// made within a request, for customizers of the application may fail
	private final Supplier<GenerateExchange> exchange;

	private final GenerateRequest defaults;

	private final GenerateRetry retry;

	private final GenerateObservations observations;

	private final GenerateWarnings warnings = new GenerateWarnings();

	GenerateClient(BaseUrl baseUrl, Supplier<WebClient.Builder> webClientBuilder, int maxLineLength,
			GenerateRequest defaults, GenerateRetry retry, GenerateObservations observations) {
		this.baseUrl = baseUrl.uri();
		this.exchange = SingletonSupplier
			.of(() -> new GenerateExchange(baseUrl.webClient(webClientBuilder.get()), maxLineLength, this.warnings));
		this.defaults = defaults;
		this.retry = retry;
		this.observations = observations;
	}

	/**
	 * Return the whole answer.
	 * @param request the request, as the application gave it
	 * @param stream whether the server is to send chunks or one object
	 */
	Mono<GenerateResponse> generate(GenerateRequest request, boolean stream) {
		ResponseAccumulator whole = new ResponseAccumulator();
		return send(request, stream, whole).then(Mono.fromSupplier(whole::join));
	}

	/**
	 * Return the chunks of the answer.
	 * @param request the request, as the application gave it
	 */
	Flux<GenerateResponse> stream(GenerateRequest request) {
		return send(request, true, new ResponseAccumulator());
	}

	private Flux<GenerateResponse> send(GenerateRequest request, boolean stream, ResponseAccumulator received) {
		GenerateRequest merged = request.withDefaults(this.defaults);
		String model = RequestChecks.check(merged);
		this.warnings.request(model, merged.options());
		ExceptionTranslator exceptions = new ExceptionTranslator(model, this.baseUrl,
				new ServerQuotes(merged, Redaction.NONE));
		Flux<GenerateResponse> attempt = attempt(merged, exceptions, stream, received);
		Flux<GenerateResponse> chunks = this.retry.apply(attempt, received);
		Duration total = merged.timeouts().total();
		if (total != null && !total.isZero() && total.compareTo(TimeoutWatch.LONGEST) <= 0) {
			Mono<Timeout> timeout = Mono.delay(total).map((tick) -> new Timeout(Phase.TOTAL, total));
			chunks = new TimeoutFlux(chunks, timeout, received, (chunk) -> {
			}, () -> exceptions);
		}
		return this.observations
			.observe(new GenerateObservationContext(model, merged, stream, this.baseUrl, received::partial), chunks);
	}

	private Flux<GenerateResponse> attempt(GenerateRequest request, ExceptionTranslator exceptions, boolean stream,
			ResponseAccumulator received) {
		GenerateExchange exchange;
		try {
			exchange = this.exchange.get();
		}
		catch (RuntimeException ex) {
			// from a customizer of the application, called for the first request
			return Flux.error(exceptions.translate(ex, Duration.ZERO, null));
		}
		return exchange.send(request, exceptions, stream, received);
	}

}
