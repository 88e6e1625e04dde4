package io.github.ollamagenerate.test;

/**
 * Answers the requests of one path and method. Runs on an event loop and must not block.
 */
@FunctionalInterface
interface Endpoint {

	/**
	 * Answers a request.
	 * @param request the request
	 * @return the answer
	 * @throws Refusal if the request is one that the server does not accept
	 */
	HttpAnswer answer(ReceivedRequest request);

}
