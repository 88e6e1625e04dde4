package io.github.ollamagenerate.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateTimeoutException.Phase;

/**
 * The end of the time that a request was given.
 *
 * @param phase what was waited for
 * @param elapsed how long it was waited for
 */
record Expiry(Phase phase, Duration elapsed) {

	/**
	 * Return chunks that are cancelled and end with an error when the time is over.
	 * @param chunks the chunks of the answer
	 * @param expiry signals when the time is over
	 * @param received holds what has arrived
	 * @param exceptions creates the exception
	 */
	static Flux<GenerateResponse> limit(Flux<GenerateResponse> chunks, Mono<Expiry> expiry,
			ResponseAccumulator received, ExceptionTranslator exceptions) {
		return Flux.defer(() -> {
			AtomicReference<Expiry> expired = new AtomicReference<>();
			// in two steps, for on an error of the other the operator does not cancel
			return chunks.takeUntilOther(expiry.doOnNext(expired::set)).concatWith(Mono.defer(() -> {
				Expiry end = expired.get();
				return (end == null || received.isComplete()) ? Mono.empty()
						: Mono.error(exceptions.timeout(end.phase, end.elapsed, received.partial(), null));
			}));
		});
	}

}
