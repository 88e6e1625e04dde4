package io.github.ollamagenerate.autoconfigure;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Callback that customizes the clients of Ollama, and none of the application's others. A
 * bean of this type is called after all that the properties set, so that it has the last
 * word: also on the connector.
 */
@FunctionalInterface
public interface OllamaWebClientCustomizer {

	/**
	 * Customize the builder of a client: that of generations, and that of questions about
	 * the server.
	 * @param webClientBuilder the builder, with connector, key and headers set
	 */
	void customize(WebClient.Builder webClientBuilder);

}
