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

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/**
 * Keeps the exchanges on an HTTP/1.1 connection apart, behind the HTTP codec: one final
 * response to each request, and nothing before, between, or after them. In doubt the
 * connection is closed instead of returned to the pool.
 * <p>
 * What cannot be told apart in HTTP/1.1 is a complete response that nobody asked for and
 * that arrives just when the next request is under way.
 */
final class ExchangeHandler extends ChannelDuplexHandler {

	private static final String NAME = "ollama.exchange";

	private static final String DECOMPRESSOR = "ollama.decompressor";

	// a server that closes an idle connection does so while the request travels; later it
	// is at work on the request
	private static final long STALE_NANOS = Duration.ofSeconds(1).toNanos();

	private final InterimResponses interimResponses = new InterimResponses();

	private State state = State.IDLE;

	private @Nullable HttpExchange next;

	private @Nullable HttpExchange exchange;

	private @Nullable LastHttpContent end;

	private boolean reused;

	private boolean requestWritten;

	private boolean responseBegun;

	private long requestTime;

	/**
	 * Return the handler of a connection, {@code null} if the connection does not speak
	 * HTTP/1.1.
	 */
	static @Nullable ExchangeHandler of(Channel channel, IdleConnections connections) {
		ChannelPipeline pipeline = channel.pipeline();
		ExchangeHandler handler = (ExchangeHandler) pipeline.get(NAME);
		if (handler == null && pipeline.get(NettyPipeline.HttpCodec) instanceof HttpClientCodec) {
			handler = new ExchangeHandler();
			pipeline.addAfter(NettyPipeline.HttpCodec, NAME, handler);
			handler.awaitFirstByte(pipeline);
			connections.add(channel, handler);
		}
		return handler;
	}

	/**
	 * Note which exchange the next request begins.
	 */
	void begin(HttpExchange exchange) {
		this.next = exchange;
	}

	void responseBegins() {
		this.responseBegun = true;
	}

	boolean isIdle() {
		return this.state == State.IDLE;
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof HttpRequest) {
			this.state = State.AWAITING_HEAD;
			this.exchange = this.next;
			this.next = null;
			this.requestWritten = false;
			this.responseBegun = false;
			this.requestTime = System.nanoTime();
		}
		if (message instanceof LastHttpContent) {
			ChannelPromise written = context.newPromise();
			written.addListener((future) -> requestWritten(context, future, promise));
			context.write(message, written);
		}
		else {
			context.write(message, promise);
		}
	}

	private void requestWritten(ChannelHandlerContext context, Future<?> written, ChannelPromise promise) {
		if (written.isSuccess()) {
			this.requestWritten = true;
			promise.trySuccess();
		}
		else if (!failUnanswered(context, written.cause())) {
			promise.tryFailure(written.cause());
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (this.state == State.IN_BODY) {
			if (message instanceof LastHttpContent last) {
				// until all that came with it is seen: it may let the next request go
				this.end = last;
				this.state = State.ENDING;
			}
			else {
				context.fireChannelRead(message);
			}
		}
		else if (this.state == State.AWAITING_HEAD) {
			readBeforeBody(context, message);
		}
		else {
			// nobody asked for it
			ReferenceCountUtil.release(message);
			this.state = State.BROKEN;
		}
	}

	private void readBeforeBody(ChannelHandlerContext context, Object message) {
		if (this.interimResponses.contains(message)) {
			ReferenceCountUtil.release(message);
			if (message instanceof LastHttpContent) {
				// Reactor Netty asks for one read only
				context.read();
			}
			return;
		}
		if (!(message instanceof HttpResponse response)) {
			context.fireChannelRead(message);
			return;
		}
		if (response.status().code() == HttpResponseStatus.REQUEST_TIMEOUT.code() && isStale()) {
			ReferenceCountUtil.release(message);
			fail(context, new StaleConnectionException(context.channel().remoteAddress()));
			return;
		}
		IOException problem = ResponseHeadCheck.problem(response, this.requestWritten);
		if (problem != null) {
			ReferenceCountUtil.release(message);
			fail(context, problem);
			return;
		}
		this.state = State.IN_BODY;
		if (!this.requestWritten || response.status().codeClass() != HttpStatusClass.SUCCESS) {
			// it may have been sent before the request came, and the real one follows
			HttpUtil.setKeepAlive(response, false);
		}
		String encoding = ContentEncoding.of(response.headers());
		if (encoding != null) {
			context.pipeline().addAfter(NAME, DECOMPRESSOR, new ResponseDecompressor(encoding));
		}
		context.fireChannelRead(message);
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		end(context);
		context.fireChannelReadComplete();
	}

	private void end(ChannelHandlerContext context) {
		LastHttpContent end = this.end;
		if (end == null) {
			if (this.state == State.BROKEN) {
				context.close();
			}
			return;
		}
		this.end = null;
		this.exchange = null;
		this.reused = true;
		if (this.state == State.BROKEN || !context.channel().isActive()) {
			Connection.from(context.channel()).markPersistent(false);
		}
		else {
			this.state = State.IDLE;
			awaitFirstByte(context.pipeline());
		}
		// the next request may be written before this returns
		context.fireChannelRead(end);
		if (context.pipeline().get(DECOMPRESSOR) != null) {
			context.pipeline().remove(DECOMPRESSOR);
		}
	}

	private void awaitFirstByte(ChannelPipeline pipeline) {
		pipeline.addBefore(NettyPipeline.HttpCodec, FirstByteHandler.NAME, new FirstByteHandler(this));
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		end(context);
		failUnanswered(context, new EOFException("The server closed the connection before it sent a response"));
		this.state = State.BROKEN;
		context.fireChannelInactive();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (!failUnanswered(context, cause)) {
			context.fireExceptionCaught(cause);
		}
	}

	private boolean failUnanswered(ChannelHandlerContext context, Throwable cause) {
		if (this.state != State.AWAITING_HEAD || this.exchange == null || !(cause instanceof IOException failure)) {
			return false;
		}
		boolean stale = isStale() && !this.responseBegun;
		fail(context, stale ? new StaleConnectionException(context.channel().remoteAddress()) : failure);
		return true;
	}

	private boolean isStale() {
		return this.reused && System.nanoTime() - this.requestTime < STALE_NANOS;
	}

	private void fail(ChannelHandlerContext context, IOException failure) {
		this.state = State.BROKEN;
		if (this.exchange == null) {
			context.fireExceptionCaught(failure);
		}
		else {
			this.exchange.fail(failure);
			this.exchange = null;
			// Reactor Netty logs the stack trace of each error that comes before a
			// response
			DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
					HttpResponseStatus.BAD_GATEWAY);
			HttpUtil.setKeepAlive(response, false);
			context.fireChannelRead(response);
		}
		context.close();
	}

	private enum State {

		IDLE, AWAITING_HEAD, IN_BODY, ENDING, BROKEN

	}

}
