package io.github.ollamagenerate.client.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tells when a workaround for Reactor Netty can go: the test of the workaround fails.
 */
class ReactorNettyWorkaroundTests {

	@RegisterExtension
	final OneConnection connection = new OneConnection();

	/**
	 * If this fails, {@link InterimResponses} can go.
	 */
	@Test
	void interimResponseIsTakenForTheFinalOne() {
		try (RawServer server = new RawServer(
				(request) -> request.send(Wire.EARLY_HINTS).send(Wire.response(request.prompt())))) {
			assertThat(this.connection.httpClient()
				.get()
				.uri(server.url())
				.response()
				.map((response) -> response.status().code())
				.block(OneConnection.TIMEOUT)).isEqualTo(103);
		}
	}

}
