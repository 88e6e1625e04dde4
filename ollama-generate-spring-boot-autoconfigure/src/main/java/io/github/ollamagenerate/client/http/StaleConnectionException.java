package io.github.ollamagenerate.client.http;

import java.io.IOException;
import java.net.SocketAddress;

/**
 * The server closed an idle connection just when a request was written to it.
 */
final class StaleConnectionException extends IOException {

	private final transient SocketAddress server;

	StaleConnectionException(SocketAddress server) {
		super("The server closed the idle connection on which the request was sent");
		this.server = server;
	}

	SocketAddress server() {
		return this.server;
	}

}
