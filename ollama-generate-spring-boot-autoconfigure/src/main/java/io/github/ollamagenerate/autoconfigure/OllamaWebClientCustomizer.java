package io.github.ollamagenerate.autoconfigure;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Callback that customizes the web clients for Ollama, and no other clients of the
 * application. It is called after the properties are applied, and can override them,
 * including the connector.
 */
@FunctionalInterface
public interface OllamaWebClientCustomizer {

	/**
	 * Customize the builder of a client. There is one client for generations, and one for
	 * information about the server.
	 * @param webClientBuilder the builder, with connector, key, and headers set
	 */
	void customize(WebClient.Builder webClientBuilder);

}
