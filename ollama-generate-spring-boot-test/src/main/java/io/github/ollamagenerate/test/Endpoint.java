package io.github.ollamagenerate.test;

/**
 * Answers the requests of one path and method. Runs on an event loop and must not block.
 */
@FunctionalInterface
interface Endpoint {

	MockAnswer answer(ReceivedRequest request);

}
