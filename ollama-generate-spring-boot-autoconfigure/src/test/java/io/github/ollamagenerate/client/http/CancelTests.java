/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.ollamagenerate.client.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.github.ollamagenerate.client.BufferLeakDetector;
import io.github.ollamagenerate.client.GenerateTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.netty.http.client.HttpClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for calls that are cancelled just when their response comes.
 */
@ExtendWith(BufferLeakDetector.Extension.class)
class CancelTests {

	@RegisterExtension
	final OneConnection connection = new OneConnection();

	@Test
	void cancelDoesNotCloseTheConnectionOfTheNextCall() throws Exception {
		CancelledWhileReading race = new CancelledWhileReading();
		HttpClient httpClient = race.on(this.connection.httpClient());
		try (RawServer server = new RawServer((request) -> request.send(Wire.response(request.prompt())))) {
			GenerateTemplate ollama = OneConnection.template(httpClient, server.url());
			assertThat(race.next(ollama.prompt("a").mono().content(), ollama.prompt("b").mono().content()))
				.isEqualTo("b");
			assertThat(server.requestCount()).as("requests that were sent").isEqualTo(2);
		}
	}

	@Test
	void cancelBeforeTheResponseClosesTheConnection() {
		CompletableFuture<Integer> end = new CompletableFuture<>();
		CompletableFuture<Void> received = new CompletableFuture<>();
		try (RawServer server = new RawServer((request) -> {
			received.complete(null);
			end.complete(request.socket().getInputStream().read());
		})) {
			AtomicReference<Throwable> failure = new AtomicReference<>();
			var call = this.connection.template(server).prompt("a").mono().content().subscribe(null, failure::set);
			assertThat(received).succeedsWithin(OneConnection.TIMEOUT);
			call.dispose();
			assertThat(end).succeedsWithin(OneConnection.TIMEOUT).isEqualTo(-1);
			assertThat(failure).hasNullValue();
		}
	}

}
