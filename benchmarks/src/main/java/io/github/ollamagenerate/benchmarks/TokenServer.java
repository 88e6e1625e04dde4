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

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Program that answers like Ollama, with as little work as can be. The text of each token
 * is the time at which it was made, in nanoseconds of this machine's clock.
 */
final class TokenServer extends SimpleChannelInboundHandler<FullHttpRequest> {

	private static final int TOKENS_PER_PACKET = 64;

	private static final String HEAD = "{\"model\":\"gemma3\",\"created_at\":\"2026-01-01T12:00:00.123456789Z\",";

	private static final byte[] BEFORE_TEXT = bytes(HEAD + "\"response\":\" ");

	private static final byte[] AFTER_TEXT = bytes("\",\"done\":false}\n");

	private static final byte[] BEFORE_CHAT_TEXT = bytes(HEAD + "\"message\":{\"role\":\"assistant\",\"content\":\" ");

	private static final byte[] AFTER_CHAT_TEXT = bytes("\"},\"done\":false}\n");

	private static final byte[] CONTEXT = context(Scenario.CONTEXT.context);

	private static final Pattern PROMPT = Pattern
		.compile(Arrays.stream(Scenario.values()).map(Scenario::name).collect(Collectors.joining("|", "\"(", ")\"")));

	public static void main(String[] arguments) throws InterruptedException {
		MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
		Channel server = new ServerBootstrap().group(group)
			.channel(NioServerSocketChannel.class)
			.option(ChannelOption.SO_BACKLOG, 8192)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline()
						.addLast(new HttpServerCodec(), new HttpObjectAggregator(1024 * 1024), new TokenServer());
				}

			})
			.bind("127.0.0.1", 0)
			.sync()
			.channel();
		System.out.println(((InetSocketAddress) server.localAddress()).getPort());
		server.closeFuture().sync();
	}

	private static byte[] context(int size) {
		StringBuilder numbers = new StringBuilder(size + 8);
		while (numbers.length() < size) {
			numbers.append(numbers.isEmpty() ? "" : ",").append(numbers.length() % 150_000);
		}
		return numbers.toString().getBytes(StandardCharsets.US_ASCII);
	}

	@Override
	protected void channelRead0(ChannelHandlerContext channel, FullHttpRequest request) {
		Matcher prompt = PROMPT.matcher(request.content().toString(StandardCharsets.UTF_8));
		if (!prompt.find()) {
			throw new IllegalArgumentException("The prompt names no scenario");
		}
		Scenario scenario = Scenario.valueOf(prompt.group(1));
		boolean isChat = request.uri().endsWith("/chat");
		HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
		head.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/x-ndjson");
		head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
		channel.write(head);
		if (scenario.rate == 0) {
			burst(channel, isChat, scenario, 0);
		}
		else {
			pace(channel, isChat, scenario);
		}
	}

	private void burst(ChannelHandlerContext channel, boolean isChat, Scenario scenario, int sent) {
		int next = Math.min(scenario.tokens, sent + TOKENS_PER_PACKET);
		for (int token = sent; token < next; token++) {
			channel.write(new DefaultHttpContent(line(isChat)));
		}
		if (next == scenario.tokens) {
			end(channel, isChat, scenario);
		}
		else {
			channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
				.addListener((written) -> burst(channel, isChat, scenario, next));
		}
	}

	private void pace(ChannelHandlerContext channel, boolean isChat, Scenario scenario) {
		long period = TimeUnit.SECONDS.toNanos(1) / scenario.rate;
		// not all at the same instant
		long first = Math.floorMod(channel.channel().id().hashCode() * 7919L, period);
		int[] sent = { 0 };
		ScheduledFuture<?>[] timer = new ScheduledFuture<?>[1];
		timer[0] = channel.executor().scheduleAtFixedRate(() -> {
			channel.writeAndFlush(new DefaultHttpContent(line(isChat)));
			if (++sent[0] == scenario.tokens) {
				timer[0].cancel(false);
				end(channel, isChat, scenario);
			}
		}, first, period, TimeUnit.NANOSECONDS);
	}

	private static ByteBuf line(boolean isChat) {
		byte[] time = new byte[16];
		long rest = System.nanoTime();
		for (int digit = time.length - 1; digit >= 0; digit--) {
			time[digit] = (byte) ('0' + rest % 10);
			rest /= 10;
		}
		byte[] before = isChat ? BEFORE_CHAT_TEXT : BEFORE_TEXT;
		byte[] after = isChat ? AFTER_CHAT_TEXT : AFTER_TEXT;
		return Unpooled.buffer(before.length + time.length + after.length)
			.writeBytes(before)
			.writeBytes(time)
			.writeBytes(after);
	}

	private void end(ChannelHandlerContext channel, boolean isChat, Scenario scenario) {
		String empty = isChat ? "\"message\":{\"role\":\"assistant\",\"content\":\"\"}" : "\"response\":\"\"";
		write(channel, bytes(HEAD + empty + ",\"done\":true,\"done_reason\":\"stop\","));
		if (scenario.context > 0) {
			write(channel, bytes("\"context\":["));
			write(channel, CONTEXT);
			write(channel, bytes("],"));
		}
		write(channel,
				bytes("\"total_duration\":9000000000,\"load_duration\":1000000,\"prompt_eval_count\":26,"
						+ "\"prompt_eval_duration\":130000000,\"eval_count\":" + scenario.tokens
						+ ",\"eval_duration\":8000000000}\n"));
		channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
	}

	private static void write(ChannelHandlerContext channel, byte[] bytes) {
		channel.write(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
