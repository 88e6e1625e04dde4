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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.ollamagenerate.test.internal.fault.FaultHandler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Sends answers. Waits are timers of the connection's own event loop, so that neither
 * threads nor schedulers outlive the server.
 */
final class AnswerSender {

	private static final Runnable NOTHING = () -> {
	};

	private AnswerSender() {
	}

	static Mono<Void> send(HttpAnswer answer, HttpServerResponse response, Channel channel) {
		DeliveryListener listener = answer.delivery().listener();
		if (listener == DeliveryListener.NONE) {
			return send(answer, response, channel, NOTHING);
		}
		return Mono.defer(() -> {
			AtomicBoolean ended = new AtomicBoolean();
			Consumer<Boolean> end = (complete) -> {
				if (ended.compareAndSet(false, true)) {
					listener.ended(complete);
				}
			};
			listener.started();
			boolean ends = answer.isComplete();
			return send(answer, response, channel, ends ? () -> end.accept(true) : NOTHING)
				// also completes when the client has left
				.doFinally((signal) -> end.accept(false));
		});
	}

	private static Mono<Void> send(HttpAnswer answer, HttpServerResponse response, Channel channel,
			Runnable beforeLast) {
		if (answer.delivery().ending() == Delivery.Ending.SILENCE) {
			return Mono.never();
		}
		Mono<Void> sent = Mono.defer(() -> sendNow(answer, response, channel, beforeLast));
		Duration delay = answer.delivery().delay();
		return delay.isZero() ? sent
				: Mono.delay(delay, Schedulers.fromExecutorService(channel.eventLoop())).then(sent);
	}

	private static Mono<Void> sendNow(HttpAnswer answer, HttpServerResponse response, Channel channel,
			Runnable beforeLast) {
		writeHead(answer.head(), response);
		if (answer.live() != null) {
			return sendLive(answer.live(), response, channel);
		}
		if (answer.fixedLength()) {
			byte[] body = answer.packets().get(0);
			response.header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
			return response.send(Mono.fromSupplier(() -> {
				beforeLast.run();
				return Unpooled.wrappedBuffer(body);
			})).then();
		}
		Mono<Void> sent = sendPackets(answer, response, channel, beforeLast);
		return switch (answer.delivery().ending()) {
			case CUT -> sent.then(cut(channel));
			case STALL -> sent.then(Mono.never());
			default -> sent;
		};
	}

	private static Mono<Void> cut(Channel channel) {
		return Mono.defer(() -> {
			// an orderly close, not a reset: what was sent before arrives for sure
			channel.close();
			return Mono.never();
		});
	}

	private static Mono<Void> sendLive(Flux<byte[]> packets, HttpServerResponse response, Channel channel) {
		AtomicBoolean cut = new AtomicBoolean();
		Flux<byte[]> sent = packets.doOnError((ex) -> cut.set(true)).onErrorComplete();
		// the head goes first: a model takes its time for the first token
		return response.sendHeaders()
			.send(sent.map(Unpooled::wrappedBuffer), (buffer) -> true)
			.then()
			.then(Mono.defer(() -> cut.get() ? cut(channel) : Mono.empty()));
	}

	private static void writeHead(ResponseHead head, HttpServerResponse response) {
		response.status(head.status());
		if (head.contentType() != null) {
			response.header(HttpHeaderNames.CONTENT_TYPE, head.contentType());
		}
		head.headers().forEach((header) -> response.addHeader(header.getKey(), header.getValue()));
		if (!response.responseHeaders().contains(HttpHeaderNames.DATE)) {
			response.header(HttpHeaderNames.DATE, HttpDate.now());
		}
	}

	private static Mono<Void> sendPackets(HttpAnswer answer, HttpServerResponse response, Channel channel,
			Runnable beforeLast) {
		List<byte[]> packets = answer.packets();
		if (packets.isEmpty()) {
			return response.sendHeaders().then();
		}
		Duration pause = answer.delivery().pause();
		boolean paced = !pause.isZero() && packets.size() > 1;
		// faults are applied in front of the codec
		if (paced && !FaultHandler.isInstalled(channel)) {
			ChannelHandlerContext codec = channel.pipeline().context(NettyPipeline.HttpCodec);
			return response.chunkedTransfer(true)
				.sendHeaders()
				.then()
				.then(PacedPackets.send(packets, pause, codec, beforeLast));
		}
		byte[] last = packets.get(packets.size() - 1);
		Flux<byte[]> pacedPackets = Flux.fromIterable(packets);
		if (paced) {
			pacedPackets = pacedPackets.delayElements(pause, Schedulers.fromExecutorService(channel.eventLoop()));
		}
		Flux<ByteBuf> buffers = pacedPackets.map((packet) -> {
			if (packet == last) {
				beforeLast.run();
			}
			return Unpooled.wrappedBuffer(packet);
		});
		return response.send(buffers, (buffer) -> true).then();
	}

}
