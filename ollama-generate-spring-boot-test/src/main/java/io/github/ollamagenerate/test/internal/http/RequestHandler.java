package io.github.ollamagenerate.test.internal.http;

import java.util.function.Function;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Decides about the answer to each request, and when it is sent. Runs on an event loop
 * and must not block.
 */
@FunctionalInterface
public interface RequestHandler {

	/**
	 * Handle a request.
	 * @param request the request
	 * @param sender sends an answer
	 * @param loop the event loop of the connection
	 * @return completes when the answer is sent
	 */
	Mono<Void> handle(ReceivedRequest request, Function<HttpAnswer, Mono<Void>> sender, Scheduler loop);

}
