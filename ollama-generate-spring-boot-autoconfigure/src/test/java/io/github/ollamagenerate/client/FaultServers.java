package io.github.ollamagenerate.client;

import io.github.ollamagenerate.client.http.RawServer;
import io.github.ollamagenerate.test.MockOllamaServer;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * The servers of one case of the fault matrix.
 */
final class FaultServers implements AutoCloseable {

	private final WebClient.Builder webClient;

	private final SelfSignedServer untrusted;

	private final MockOllamaServer other = MockOllamaServer.start();

	private MockOllamaServer ollama = MockOllamaServer.start();

	private RawServer raw;

	FaultServers(WebClient.Builder webClient, SelfSignedServer untrusted) {
		this.webClient = webClient;
		this.untrusted = untrusted;
	}

	MockOllamaServer ollama() {
		return this.ollama;
	}

	/**
	 * A server that must not be asked.
	 */
	MockOllamaServer other() {
		return this.other;
	}

	/**
	 * Start a server that sends what a script says.
	 * @return its address
	 */
	String raw(RawServer.Script script) {
		this.raw = new RawServer(script);
		return this.raw.url();
	}

	SelfSignedServer untrusted() {
		return this.untrusted;
	}

	/**
	 * Restart the server, when the client has a connection to it.
	 */
	void restart() {
		GenerateTemplate.builder(this.webClient).baseUrl(this.ollama.url()).build().load("gemma3");
		int port = this.ollama.port();
		this.ollama.close();
		this.ollama = MockOllamaServer.start(port);
	}

	@Override
	public void close() {
		this.ollama.close();
		this.other.close();
		if (this.raw != null) {
			this.raw.close();
		}
	}

}
