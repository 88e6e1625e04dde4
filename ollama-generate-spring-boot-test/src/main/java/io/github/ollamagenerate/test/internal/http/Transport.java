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

package io.github.ollamagenerate.test.internal.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.ollamagenerate.test.internal.fault.ActiveFaults;
import io.github.ollamagenerate.test.internal.fault.FaultHandler;
import io.github.ollamagenerate.test.internal.fault.FaultPlan;
import io.netty.channel.Channel;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * Listens on a port, reads each request, and sends its answer.
 */
public final class Transport implements AutoCloseable {

	private static final int STOP_SECONDS = 5;

	private final RequestHandler handler;

	private final ActiveFaults faults;

	private final Connections connections = new Connections();

	private final LoopResources loops = LoopResources.create("mock-ollama",
			Math.max(2, Runtime.getRuntime().availableProcessors()), true);

	private final BindAddress address;

	private final DisposableServer server;

	/**
	 * Start to listen.
	 * @param address where
	 * @param port the port; zero takes a free one
	 * @param handler decides about the answers
	 * @param faults what goes wrong with the answers to generate requests
	 * @throws IllegalStateException if the port is in use or the address is none of this
	 * machine; the message names it
	 */
	public Transport(BindAddress address, int port, RequestHandler handler, ActiveFaults faults) {
		this.address = address;
		this.handler = handler;
		this.faults = faults;
		try {
			this.server = HttpServer.create()
				.runOn(this.loops)
				.bindAddress(() -> new InetSocketAddress(address.address(), port))
				.doOnChannelInit((observer, channel, remote) -> this.connections.opened(channel))
				.handle(this::handle)
				.bindNow();
		}
		catch (ChannelBindException ex) {
			disposeLoops();
			throw new IllegalStateException(address.failure(port), ex);
		}
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		Channel channel = channel(request);
		return request.receive()
			.aggregate()
			.asByteArray()
			.defaultIfEmpty(new byte[0])
			.flatMap((body) -> this.connections.answering(channel,
					() -> answer(received(request, body, channel), response, channel)));
	}

	private Mono<Void> answer(ReceivedRequest request, HttpServerResponse response, Channel channel) {
		FaultPlan plan = request.isGenerate() ? this.faults.next() : FaultPlan.NONE;
		Mono<Void> delivered = FaultHandler.install(channel, plan);
		return this.handler
			.handle(request.withFaults(plan), (answer) -> AnswerSender.send(answer, response, channel),
					Schedulers.fromExecutorService(channel.eventLoop()))
			.then(delivered);
	}

	private static Channel channel(HttpServerRequest request) {
		Channel[] channel = new Channel[1];
		request.withConnection((connection) -> channel[0] = connection.channel());
		return channel[0];
	}

	private static ReceivedRequest received(HttpServerRequest request, byte[] body, Channel channel) {
		int query = request.uri().indexOf('?');
		return ReceivedRequest.of(request.method().name(), request.fullPath(),
				(query != -1) ? request.uri().substring(query) : "", request.requestHeaders(), body,
				Connections.closed(channel));
	}

	public String url() {
		return this.address.url(port());
	}

	public int port() {
		return this.server.port();
	}

	public int connectionCount() {
		return this.connections.count();
	}

	/** Close the connections on which an answer is being sent, or stalls. */
	public void cut() {
		this.connections.cut();
	}

	@Override
	public void close() {
		this.server.channel().close().awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
		this.connections.close();
		disposeLoops();
	}

	private void disposeLoops() {
		try {
			this.loops.disposeLater(Duration.ZERO, Duration.ofSeconds(STOP_SECONDS))
				.toFuture()
				.get(2 * STOP_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException("The mock server did not stop", ex);
		}
	}

}
