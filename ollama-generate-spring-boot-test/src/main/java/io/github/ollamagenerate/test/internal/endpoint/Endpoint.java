package io.github.ollamagenerate.test.internal.endpoint;

import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;

/**
 * Answers the requests of one path and method. Runs on an event loop and must not block.
 */
@FunctionalInterface
interface Endpoint {

	/**
	 * Answer a request.
	 * @param request the request
	 * @return the answer
	 * @throws Refusal if the request is one that the server does not accept
	 */
	HttpAnswer answer(ReceivedRequest request);

}
