package io.github.ollamagenerate.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
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

	/** In a prompt: 2,000 tokens without pauses, whatever the scenario. */
	static final String LONG_WARM_UP = "long warm-up";

	/** In a prompt: 5 tokens without pauses, whatever the scenario. */
	static final String SHORT_WARM_UP = "short warm-up";

	private static final int TOKENS_PER_PACKET = 8;

	private final Scenario scenario;

	private final byte[] context;

	private TokenServer(Scenario scenario, byte[] context) {
		this.scenario = scenario;
		this.context = context;
	}

	public static void main(String[] arguments) throws InterruptedException {
		Scenario scenario = Scenario.valueOf(arguments[0]);
		byte[] context = context(scenario.context);
		MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
		Channel server = new ServerBootstrap().group(group)
			.channel(NioServerSocketChannel.class)
			.option(ChannelOption.SO_BACKLOG, 8192)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline()
						.addLast(new HttpServerCodec(), new HttpObjectAggregator(1024 * 1024),
								new TokenServer(scenario, context));
				}

			})
			.bind("127.0.0.1", 0)
			.sync()
			.channel();
		System.out.println(((java.net.InetSocketAddress) server.localAddress()).getPort());
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
		String body = request.content().toString(StandardCharsets.UTF_8);
		boolean isChat = request.uri().endsWith("/chat");
		HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
		head.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/x-ndjson");
		head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
		channel.write(head);
		if (body.contains(LONG_WARM_UP)) {
			burst(channel, isChat, 2000, 0);
		}
		else if (body.contains(SHORT_WARM_UP)) {
			burst(channel, isChat, 5, 0);
		}
		else if (this.scenario.rate == 0) {
			burst(channel, isChat, this.scenario.tokens, 0);
		}
		else {
			pace(channel, isChat);
		}
	}

	private void burst(ChannelHandlerContext channel, boolean isChat, int tokens, int sent) {
		int next = Math.min(tokens, sent + TOKENS_PER_PACKET);
		for (int token = sent; token < next; token++) {
			channel.write(new DefaultHttpContent(line(isChat)));
		}
		if (next == tokens) {
			end(channel, isChat, tokens);
		}
		else {
			channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((written) -> burst(channel, isChat, tokens, next));
		}
	}

	private void pace(ChannelHandlerContext channel, boolean isChat) {
		long period = TimeUnit.SECONDS.toNanos(1) / this.scenario.rate;
		// not all at the same instant
		long first = Math.floorMod(channel.channel().id().hashCode() * 7919L, period);
		int[] sent = { 0 };
		ScheduledFuture<?>[] timer = new ScheduledFuture<?>[1];
		timer[0] = channel.executor().scheduleAtFixedRate(() -> {
			channel.writeAndFlush(new DefaultHttpContent(line(isChat)));
			if (++sent[0] == this.scenario.tokens) {
				timer[0].cancel(false);
				end(channel, isChat, sent[0]);
			}
		}, first, period, TimeUnit.NANOSECONDS);
	}

	private static ByteBuf line(boolean isChat) {
		String time = String.format("%016d", System.nanoTime());
		return ascii("{\"model\":\"gemma3\",\"created_at\":\"2026-01-01T12:00:00.123456789Z\","
				+ (isChat ? "\"message\":{\"role\":\"assistant\",\"content\":\" " + time + "\"}"
						: "\"response\":\" " + time + "\"")
				+ ",\"done\":false}\n");
	}

	private void end(ChannelHandlerContext channel, boolean isChat, int tokens) {
		channel.write(
				new DefaultHttpContent(ascii("{\"model\":\"gemma3\",\"created_at\":\"2026-01-01T12:00:00.123456789Z\","
						+ (isChat ? "\"message\":{\"role\":\"assistant\",\"content\":\"\"}" : "\"response\":\"\"")
						+ ",\"done\":true,\"done_reason\":\"stop\",")));
		if (this.context.length > 0) {
			channel.write(new DefaultHttpContent(ascii("\"context\":[")));
			channel.write(new DefaultHttpContent(Unpooled.wrappedBuffer(this.context)));
			channel.write(new DefaultHttpContent(ascii("],")));
		}
		channel.write(new DefaultHttpContent(ascii("\"total_duration\":9000000000,\"load_duration\":1000000,"
				+ "\"prompt_eval_count\":26,\"prompt_eval_duration\":130000000,\"eval_count\":" + tokens
				+ ",\"eval_duration\":8000000000}\n")));
		channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
	}

	private static ByteBuf ascii(String text) {
		ByteBuf buffer = Unpooled.buffer(text.length());
		ByteBufUtil.writeAscii(buffer, text);
		return buffer;
	}

}
