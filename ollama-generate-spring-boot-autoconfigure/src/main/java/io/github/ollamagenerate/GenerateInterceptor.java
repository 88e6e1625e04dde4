package io.github.ollamagenerate;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stands between the callers of a {@link GenerateOperations} and the server. It sees each
 * generation in each way to ask, and can change the request and the answer, give the
 * answer itself, or reject the request with any exception.
 *
 * <pre class="code">
 * &#64;Bean
 * GenerateInterceptor prefix() {
 *     return (request, chain) -&gt; chain.stream(request.mutate().prompt("In English: " + request.prompt()).build());
 * }
 * </pre>
 * <p>
 * Spring Boot applies beans of this type in their order: the first one is the outermost.
 * An interceptor is called once for each subscription, within its observation and around
 * its retries. It is not called for requests that load or unload a model.
 */
@FunctionalInterface
public interface GenerateInterceptor {

	/**
	 * Return the answer to a request.
	 * @param request the request as it would be sent, defaults included; change it with
	 * {@link GenerateRequest#mutate()}
	 * @param chain passes a request on
	 * @return the chunks of the answer, in each way to ask; a single answer is made of
	 * them. The last one must be {@linkplain GenerateResponse#done() done}. A failure
	 * reaches the caller as it is
	 */
	Flux<GenerateResponse> intercept(GenerateRequest request, Chain chain);

	/**
	 * Passes a request on to the next interceptor, and after the last one to the server.
	 */
	interface Chain {

		/**
		 * Pass a request on and return the chunks of its answer as they arrive. Each
		 * subscription sends the request.
		 * @param request the request
		 * @return the chunks; one if the answer is requested as one JSON object
		 */
		Flux<GenerateResponse> stream(GenerateRequest request);

		/**
		 * Pass a request on and wait for the whole answer. Each subscription sends the
		 * request.
		 * @param request the request
		 * @return the whole answer
		 */
		Mono<GenerateResponse> generate(GenerateRequest request);

	}

}
