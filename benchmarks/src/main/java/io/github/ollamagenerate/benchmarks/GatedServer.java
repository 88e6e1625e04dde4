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

package io.github.ollamagenerate.benchmarks;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * Server that notes the numbers that it gets as prompts, and answers them while its gate
 * is open.
 */
final class GatedServer implements AutoCloseable {

	private static final String ANSWER = """
			{"model":"gemma3","created_at":"2026-01-01T12:00:00.123456789Z","response":"Yes","done":false}
			{"model":"gemma3","created_at":"2026-01-01T12:00:00.123456789Z","response":"","done":true,"done_reason":"stop"}
			""";

	private static final Pattern NUMBER = Pattern.compile("\"prompt\":\"(\\d+)\"");

	private final ConcurrentLinkedQueue<Integer> received = new ConcurrentLinkedQueue<>();

	private final LoopResources threads = LoopResources.create("server", 1, true);

	private final DisposableServer server;

	private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

	GatedServer() {
		this.server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.runOn(this.threads)
			.handle((request, response) -> request.receive()
				.aggregate()
				.asString()
				.flatMap(this::receive)
				.then(response.header("Content-Type", "application/x-ndjson").sendString(Mono.just(ANSWER)).then()))
			.bindNow();
	}

	private Mono<Void> receive(String request) {
		Matcher number = NUMBER.matcher(request);
		if (!number.find()) {
			return Mono.error(new IllegalArgumentException("The prompt is not a number"));
		}
		this.received.add(Integer.valueOf(number.group(1)));
		return Mono.fromFuture(this.gate, true);
	}

	String url() {
		return "http://127.0.0.1:" + this.server.port();
	}

	/**
	 * Answer no more, and forget what was received.
	 */
	void closeGate() {
		this.received.clear();
		this.gate = new CompletableFuture<>();
	}

	/**
	 * Answer what was received and what will be.
	 */
	void openGate() {
		this.gate.complete(null);
	}

	/**
	 * Return the numbers, in the order in which they were received.
	 */
	List<Integer> received() {
		return List.copyOf(this.received);
	}

	@Override
	public void close() {
		this.server.disposeNow();
		this.threads.dispose();
	}

}
