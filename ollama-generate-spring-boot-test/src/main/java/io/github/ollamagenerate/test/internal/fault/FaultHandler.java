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

package io.github.ollamagenerate.test.internal.fault;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.NettyPipeline;

/**
 * Applies the faults of one request to its answer, in front of the HTTP codec: all that
 * leaves the server passes here, wherever it comes from.
 */
public final class FaultHandler extends ChannelOutboundHandlerAdapter {

	private static final String NAME = "mock-ollama.faults";

	// as from a server whose model process ends while it answers
	private static final String ERROR = "{\"error\":\"an error was encountered while running the model: unexpected EOF\"}";

	private static final String NDJSON = "application/x-ndjson";

	/** Slices per second of a body with a limited bandwidth. */
	private static final int SLICES = 20;

	private final FaultPlan plan;

	private final Deque<Part> waiting = new ArrayDeque<>();

	private Interruption.@Nullable Finder finder;

	private long nextAt;

	private boolean scheduled;

	private boolean closes;

	private boolean stopped;

	private @Nullable MonoSink<Void> delivered;

	private FaultHandler(FaultPlan plan) {
		this.plan = plan;
		this.nextAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(plan.latency());
	}

	/**
	 * Apply faults to the next answer on a connection. Called on its event loop.
	 * @return to wait for after the answer is written: completes when all of it has
	 * passed, never if a fault has stopped it
	 */
	public static Mono<Void> install(Channel channel, FaultPlan plan) {
		if (!plan.changesDelivery()) {
			return Mono.empty();
		}
		FaultHandler handler = new FaultHandler(plan);
		channel.pipeline().addAfter(NettyPipeline.HttpCodec, NAME, handler);
		return Mono.create((delivered) -> {
			handler.delivered = delivered;
			handler.checkDelivered();
		});
	}

	/** Whether faults apply to the current answer on a connection. */
	public static boolean isInstalled(Channel channel) {
		return channel.pipeline().get(NAME) != null;
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (this.stopped) {
			ReferenceCountUtil.release(message);
			return;
		}
		split(context, message, promise);
		send(context);
	}

	/** A message may be a head, content, and the end at the same time. */
	private void split(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		boolean last = message instanceof LastHttpContent;
		@Nullable ByteBuf content = (message instanceof HttpContent part) ? part.content()
				: (message instanceof ByteBuf buffer) ? buffer : null;
		if (message instanceof HttpResponse response) {
			HttpResponse head = new DefaultHttpResponse(response.protocolVersion(), response.status(),
					response.headers());
			this.waiting.add(new Part(head, last ? context.newPromise() : promise));
		}
		if (content != null) {
			this.waiting.add(new Part(content, last ? context.newPromise() : promise));
		}
		if (last) {
			this.waiting.add(new Part(LastHttpContent.EMPTY_LAST_CONTENT, promise));
		}
	}

	private void send(ChannelHandlerContext context) {
		while (!this.stopped && !this.waiting.isEmpty() && isTime(context)) {
			Part part = this.waiting.element();
			if (part.message() instanceof HttpResponse head) {
				this.waiting.remove();
				sendHead(context, head, part.promise());
			}
			else if (part.message() instanceof ByteBuf content) {
				sendContent(context, content, part.promise());
			}
			else {
				this.waiting.remove();
				end(context, part.promise());
			}
		}
		context.flush();
		checkDelivered();
	}

	private void checkDelivered() {
		if (this.delivered != null && this.waiting.isEmpty() && !this.stopped) {
			this.delivered.success();
		}
	}

	private boolean isTime(ChannelHandlerContext context) {
		long wait = this.nextAt - System.nanoTime();
		if (wait > 0 && !this.scheduled) {
			this.scheduled = true;
			context.executor().schedule(() -> {
				this.scheduled = false;
				if (!context.isRemoved()) {
					send(context);
				}
			}, wait, TimeUnit.NANOSECONDS);
		}
		return wait <= 0;
	}

	private void sendHead(ChannelHandlerContext context, HttpResponse head, ChannelPromise promise) {
		boolean answered = head.status().equals(HttpResponseStatus.OK);
		List<Fault> interrupting = this.plan.faults()
			.stream()
			// a refusal has no tokens
			.filter((fault) -> fault.type().interrupts() && (answered || !fault.type().countsTokens()))
			.toList();
		@Nullable Fault first = interrupting.stream().filter((fault) -> fault.type().countsTokens()).findFirst().orElse(null);
		if (first != null && !isStream(head)) {
			// the server generates the tokens, but sends nothing before the last one
			interrupt(context, first.type(), false);
			return;
		}
		this.finder = new Interruption.Finder(interrupting);
		if (interrupting.stream().anyMatch((fault) -> fault.type() == Fault.Type.ERROR_AFTER_TOKENS)) {
			// the stream ends early, and the rest of it may take its time
			HttpUtil.setTransferEncodingChunked(head, true);
			HttpUtil.setKeepAlive(head, false);
			this.closes = true;
		}
		context.write(head, promise);
	}

	private static boolean isStream(HttpResponse head) {
		@Nullable CharSequence type = HttpUtil.getMimeType(head);
		return type != null && AsciiString.contentEqualsIgnoreCase(NDJSON, type);
	}

	private void sendContent(ChannelHandlerContext context, ByteBuf content, ChannelPromise promise) {
		Interruption.Finder finder = Objects.requireNonNull(this.finder, "Content must follow a head");
		@Nullable Interruption interruption = finder.find(content);
		int length = (interruption != null) ? interruption.index() : content.readableBytes();
		ByteBuf slice = content.readRetainedSlice(pace(length));
		finder.sent(slice);
		boolean complete = slice.readableBytes() == length;
		if (content.isReadable()) {
			context.write(new DefaultHttpContent(slice));
		}
		else {
			this.waiting.remove();
			content.release();
			context.write(new DefaultHttpContent(slice), promise);
		}
		if (interruption != null && complete) {
			interrupt(context, interruption.type(), true);
		}
	}

	/** Return how much of a length may be sent now. */
	private int pace(int length) {
		if (this.plan.bandwidth().isEmpty()) {
			return length;
		}
		long bandwidth = this.plan.bandwidth().getAsLong();
		int slice = (int) Math.min(length, Math.max(1, bandwidth / SLICES));
		this.nextAt = System.nanoTime() + slice * TimeUnit.SECONDS.toNanos(1) / bandwidth;
		return slice;
	}

	private void interrupt(ChannelHandlerContext context, Fault.Type type, boolean streamed) {
		this.stopped = true;
		releaseWaiting();
		if (type == Fault.Type.STALL_AFTER_TOKENS) {
			return;
		}
		if (type == Fault.Type.ERROR_AFTER_TOKENS) {
			sendError(context, streamed);
		}
		// an orderly close, not a reset: what was sent before arrives for sure
		context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
	}

	private static void sendError(ChannelHandlerContext context, boolean streamed) {
		if (streamed) {
			context.write(new DefaultLastHttpContent(Unpooled.copiedBuffer(ERROR + '\n', StandardCharsets.UTF_8)));
			return;
		}
		ByteBuf body = Unpooled.copiedBuffer(ERROR, StandardCharsets.UTF_8);
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
				HttpResponseStatus.INTERNAL_SERVER_ERROR, body);
		response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
		HttpUtil.setContentLength(response, body.readableBytes());
		HttpUtil.setKeepAlive(response, false);
		context.write(response);
	}

	private void end(ChannelHandlerContext context, ChannelPromise promise) {
		if (this.closes) {
			promise.addListener(ChannelFutureListener.CLOSE);
		}
		context.write(LastHttpContent.EMPTY_LAST_CONTENT, promise);
		context.pipeline().remove(this);
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		releaseWaiting();
	}

	private void releaseWaiting() {
		this.waiting.forEach((part) -> ReferenceCountUtil.release(part.message()));
		this.waiting.clear();
	}

	/**
	 * Something to send.
	 *
	 * @param message a head, content, or the end
	 * @param promise completes when it is sent
	 */
	private record Part(Object message, ChannelPromise promise) {

	}

}
