package io.github.ollamagenerate.autoconfigure;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import reactor.netty.NettyPipeline;

/**
 * Puts a decompressor in place for the answers that are compressed, though we do not ask
 * for that. One that is always there looks at each chunk: a fifth of the CPU time of a
 * token (see {@code benchmarks}).
 */
final class ContentEncodingHandler extends ChannelInboundHandlerAdapter {

	private static final String NAME = "ollama.contentEncoding";

	private static final String DECOMPRESSOR = "ollama.decompressor";

	static void addTo(Channel channel) {
		if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
			channel.pipeline().addAfter(NettyPipeline.HttpCodec, NAME, new ContentEncodingHandler());
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof HttpResponse response && response.headers().contains(HttpHeaderNames.CONTENT_ENCODING)) {
			context.pipeline().addAfter(NAME, DECOMPRESSOR, new HttpContentDecompressor(0));
		}
		context.fireChannelRead(message);
		if (message instanceof LastHttpContent && context.pipeline().get(DECOMPRESSOR) != null) {
			context.pipeline().remove(DECOMPRESSOR);
		}
	}

}
