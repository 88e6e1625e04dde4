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

	private final InterimResponses interimResponses = new InterimResponses();

	private final ConnectionState state = new ConnectionState();

	private @Nullable HttpExchange next;

	private @Nullable HttpExchange exchange;

	private @Nullable LastHttpContent end;

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
			connections.add(channel, handler.state);
		}
		return handler;
	}

	/**
	 * Note which exchange the next request begins.
	 */
	void begin(HttpExchange exchange) {
		this.next = exchange;
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof HttpRequest) {
			this.state.beginRequest();
			this.exchange = this.next;
			this.next = null;
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
			this.state.endRequest();
			promise.trySuccess();
		}
		else if (!failUnanswered(context, written.cause())) {
			promise.tryFailure(written.cause());
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (this.state.isInBody()) {
			if (message instanceof LastHttpContent last) {
				// until all that came with it is seen: it may let the next request go
				this.end = last;
				this.state.endBody();
			}
			else {
				context.fireChannelRead(message);
			}
		}
		else if (this.state.isAwaitingHead()) {
			readBeforeBody(context, message);
		}
		else {
			// nobody asked for it
			ReferenceCountUtil.release(message);
			this.state.breakOff();
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
		IOException problem = problem(context, response);
		if (problem != null) {
			ReferenceCountUtil.release(message);
			fail(context, problem);
			return;
		}
		this.state.beginBody();
		if (!this.state.isRequestWritten() || response.status().codeClass() != HttpStatusClass.SUCCESS) {
			// it may have been sent before the request came, and the real one follows
			HttpUtil.setKeepAlive(response, false);
		}
		String encoding = ContentEncoding.of(response.headers());
		if (encoding != null) {
			context.pipeline().addAfter(NAME, DECOMPRESSOR, new ResponseDecompressor(encoding));
		}
		context.fireChannelRead(message);
	}

	private @Nullable IOException problem(ChannelHandlerContext context, HttpResponse response) {
		if (response.status().code() == HttpResponseStatus.REQUEST_TIMEOUT.code() && this.state.isStale()) {
			return new StaleConnectionException(context.channel().remoteAddress());
		}
		return ResponseHeadCheck.problem(response, this.state.isRequestWritten());
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		end(context);
		context.fireChannelReadComplete();
	}

	private void end(ChannelHandlerContext context) {
		LastHttpContent end = this.end;
		if (end == null) {
			if (this.state.isBroken()) {
				context.close();
			}
			return;
		}
		this.end = null;
		this.exchange = null;
		if (this.state.isBroken() || !context.channel().isActive()) {
			Connection.from(context.channel()).markPersistent(false);
		}
		else {
			this.state.endExchange();
			awaitFirstByte(context.pipeline());
		}
		// the next request may be written before this returns
		context.fireChannelRead(end);
		if (context.pipeline().get(DECOMPRESSOR) != null) {
			context.pipeline().remove(DECOMPRESSOR);
		}
	}

	private void awaitFirstByte(ChannelPipeline pipeline) {
		pipeline.addBefore(NettyPipeline.HttpCodec, FirstByteHandler.NAME, new FirstByteHandler(this.state));
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		end(context);
		failUnanswered(context, new EOFException("The server closed the connection before it sent a response"));
		context.fireChannelInactive();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (!failUnanswered(context, cause)) {
			context.fireExceptionCaught(cause);
		}
	}

	private boolean failUnanswered(ChannelHandlerContext context, Throwable cause) {
		if (!this.state.isAwaitingHead() || this.exchange == null || !(cause instanceof IOException failure)) {
			return false;
		}
		fail(context, this.state.isStaleAndSilent() ? new StaleConnectionException(context.channel().remoteAddress())
				: failure);
		return true;
	}

	private void fail(ChannelHandlerContext context, IOException failure) {
		this.state.breakOff();
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

}
