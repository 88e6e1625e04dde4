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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Sends packets one at a time, each as one HTTP chunk. One timer a stream, and the chunks
 * are written past the HTTP codec, which costs more than they do: with a thousand streams
 * the server must take less than the client that is measured with it.
 */
final class PacedPackets implements Runnable {

	/**
	 * Streams send at the same ticks, which saves the event loop most of its waking up.
	 */
	private static final long TICK_NANOS = 1_000_000;

	private static final int CRLF = 0x0d0a;

	private static final int FRAME_BYTES = 12;

	private final List<byte[]> packets;

	private final ChannelHandlerContext codec;

	private final Runnable beforeLast;

	private final MonoSink<Void> sent;

	private int next;

	private PacedPackets(List<byte[]> packets, ChannelHandlerContext codec, Runnable beforeLast, MonoSink<Void> sent) {
		this.packets = packets;
		this.codec = codec;
		this.beforeLast = beforeLast;
		this.sent = sent;
	}

	/**
	 * Send the packets.
	 * @param packets the packets
	 * @param pause the time between two of them
	 * @param codec the HTTP codec of the connection, which has sent a head that announces
	 * chunks
	 * @param beforeLast called right before the last packet is sent
	 */
	static Mono<Void> send(List<byte[]> packets, Duration pause, ChannelHandlerContext codec, Runnable beforeLast) {
		return Mono.create((sent) -> {
			PacedPackets task = new PacedPackets(packets, codec, beforeLast, sent);
			long delay = TICK_NANOS - Math.floorMod(System.nanoTime(), TICK_NANOS);
			Future<?> timer = codec.channel()
				.eventLoop()
				.scheduleAtFixedRate(task, delay, pause.toNanos(), TimeUnit.NANOSECONDS);
			sent.onDispose(() -> timer.cancel(false));
		});
	}

	@Override
	public void run() {
		// a client that does not read is waited for
		if (this.next < this.packets.size() && this.codec.channel().isWritable()) {
			byte[] packet = this.packets.get(this.next++);
			boolean last = this.next == this.packets.size();
			if (last) {
				this.beforeLast.run();
			}
			this.codec.writeAndFlush(chunk(packet), this.codec.voidPromise());
			if (last) {
				this.sent.success();
			}
		}
	}

	private ByteBuf chunk(byte[] packet) {
		ByteBuf chunk = this.codec.alloc().directBuffer(packet.length + FRAME_BYTES);
		chunk.writeCharSequence(Integer.toHexString(packet.length), StandardCharsets.US_ASCII);
		return chunk.writeShort(CRLF).writeBytes(packet).writeShort(CRLF);
	}

}
