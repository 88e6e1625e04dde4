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

package io.github.ollamagenerate.soak;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.GlobalEventExecutor;

/**
 * Server that does what the prompt names: {@code SCENARIO:call}.
 */
@Sharable
final class SoakServer extends SimpleChannelInboundHandler<FullHttpRequest> {

	private static final long PAUSE_MILLIS = 250;

	private static final Pattern PROMPT = Pattern.compile("\"prompt\":\"([A-Z_]+):(\\d+)\"");

	private static final HttpResponseStatus EARLY_HINTS = new HttpResponseStatus(103, "Early Hints");

	private static final byte[] CONTEXT = context(7_900_000);

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());

	private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	// of a request that is sent again
	private final Set<String> refused = ConcurrentHashMap.newKeySet();

	private final ServerBootstrap bootstrap = new ServerBootstrap().group(this.group)
		.channel(NioServerSocketChannel.class)
		.option(ChannelOption.SO_BACKLOG, 4096)
		.option(ChannelOption.SO_REUSEADDR, true)
		.childOption(ChannelOption.TCP_NODELAY, true)
		// the direct buffers that are counted are the client's
		.childOption(ChannelOption.ALLOCATOR, new UnpooledByteBufAllocator(false))
		.childHandler(new ChannelInitializer<>() {

			@Override
			protected void initChannel(Channel channel) {
				SoakServer.this.connections.add(channel);
				channel.pipeline()
					.addLast(new HttpServerCodec(), new HttpObjectAggregator(1024 * 1024), SoakServer.this);
			}

		});

	private Channel listener = listen(0);

	private final int port = ((InetSocketAddress) this.listener.localAddress()).getPort();

	private static byte[] context(int size) {
		StringBuilder numbers = new StringBuilder(size + 8);
		while (numbers.length() < size) {
			numbers.append(numbers.isEmpty() ? "" : ",").append(100_000 + numbers.length() % 50_000);
		}
		return bytes(numbers.toString());
	}

	String url() {
		return "http://127.0.0.1:" + this.port;
	}

	private Channel listen(int port) {
		return this.bootstrap.bind("127.0.0.1", port).syncUninterruptibly().channel();
	}

	/**
	 * Close all connections, and refuse new ones for a moment.
	 */
	void restart() {
		this.listener.close().syncUninterruptibly();
		this.connections.close().awaitUninterruptibly();
		this.listener = this.group
			.schedule(() -> this.bootstrap.bind("127.0.0.1", this.port), 200, TimeUnit.MILLISECONDS)
			.syncUninterruptibly()
			.getNow()
			.syncUninterruptibly()
			.channel();
	}

	void close() {
		this.listener.close().syncUninterruptibly();
		this.connections.close().awaitUninterruptibly();
		this.group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
	}

	@Override
	protected void channelRead0(ChannelHandlerContext channel, FullHttpRequest request) {
		Matcher prompt = PROMPT.matcher(request.content().toString(StandardCharsets.UTF_8));
		if (!prompt.find()) {
			throw new IllegalArgumentException("The prompt names no scenario");
		}
		long call = Long.parseLong(prompt.group(2));
		switch (Scenario.valueOf(prompt.group(1))) {
			case ANSWER, CANCEL -> stream(channel, call, Scenario.TOKENS, () -> end(channel, ""));
			case SLOW_READER -> burst(channel, call, () -> end(channel, ""));
			case CUT -> stream(channel, call, 3, () -> {
				write(channel, "{\"model\":\"m\",\"respo");
				channel.close();
			});
			case ERROR_LINE -> stream(channel, call, 3, () -> {
				write(channel, "{\"error\":\"the runner has terminated\"}\n");
				channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
			});
			case STALL -> stream(channel, call, 3, () -> {
			});
			case BUSY_ONCE -> {
				if (this.refused.remove(prompt.group(2))) {
					stream(channel, call, Scenario.TOKENS, () -> end(channel, ""));
				}
				else {
					this.refused.add(prompt.group(2));
					busy(channel);
				}
			}
			case BUSY -> busy(channel);
			case EARLY_HINTS -> {
				channel.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, EARLY_HINTS));
				stream(channel, call, Scenario.TOKENS, () -> end(channel, ""));
			}
			case GZIP -> gzip(channel, call);
			case LONG_LINE -> burst(channel, call, () -> {
				write(channel, "{\"model\":\"m\",\"context\":[");
				channel.write(new DefaultHttpContent(Unpooled.wrappedBuffer(CONTEXT)));
				end(channel, "],");
			});
		}
	}

	// a token every quarter of a second
	private static void stream(ChannelHandlerContext channel, long call, int tokens, Runnable end) {
		head(channel);
		next(channel, call, 0, tokens, end);
	}

	private static void next(ChannelHandlerContext channel, long call, int token, int tokens, Runnable end) {
		if (!channel.channel().isActive()) {
			return;
		}
		if (token == tokens) {
			end.run();
			return;
		}
		write(channel, line(call, token));
		channel.flush();
		channel.executor()
			.schedule(() -> next(channel, call, token + 1, tokens, end), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
	}

	private static void burst(ChannelHandlerContext channel, long call, Runnable end) {
		head(channel);
		for (int token = 0; token < Scenario.TOKENS; token++) {
			write(channel, line(call, token));
		}
		end.run();
	}

	private static void head(ChannelHandlerContext channel) {
		HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
		head.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/x-ndjson");
		head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
		channel.write(head);
	}

	private static String line(long call, int token) {
		return "{\"model\":\"m\",\"created_at\":\"2026-01-01T12:00:00.123456789Z\",\"response\":\""
				+ Scenario.token(call, token) + "\",\"done\":false}\n";
	}

	private static String lastLine(String context) {
		return (context.isEmpty() ? "{\"model\":\"m\"," : context)
				+ "\"response\":\"\",\"done\":true,\"done_reason\":\"stop\",\"total_duration\":9000000000,"
				+ "\"eval_count\":" + Scenario.TOKENS + ",\"eval_duration\":8000000000}\n";
	}

	private static void end(ChannelHandlerContext channel, String context) {
		write(channel, lastLine(context));
		channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
	}

	private static void busy(ChannelHandlerContext channel) {
		full(channel, HttpResponseStatus.SERVICE_UNAVAILABLE,
				bytes("{\"error\":\"server busy, please try again.  maximum pending requests exceeded\"}"), false);
	}

	private static void gzip(ChannelHandlerContext channel, long call) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			for (int token = 0; token < Scenario.TOKENS; token++) {
				gzip.write(bytes(line(call, token)));
			}
			gzip.write(bytes(lastLine("")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		full(channel, HttpResponseStatus.OK, bytes.toByteArray(), true);
	}

	private static void full(ChannelHandlerContext channel, HttpResponseStatus status, byte[] body, boolean isGzip) {
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status,
				Unpooled.wrappedBuffer(body));
		response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
		response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
		if (isGzip) {
			response.headers().set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
		}
		channel.writeAndFlush(response);
	}

	private static void write(ChannelHandlerContext channel, String text) {
		ByteBuf bytes = Unpooled.wrappedBuffer(bytes(text));
		channel.write(new DefaultHttpContent(bytes));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext channel, Throwable ex) {
		// the client has gone
		channel.close();
	}

}
