package io.github.ollamagenerate.client.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Waits in front of the HTTP codec for the first bytes after a response. Bytes that come
 * while no request awaits a response close the connection: nothing that is on it already
 * may answer the next request. Otherwise the handler removes itself, so that a token
 * costs no further hop.
 */
final class FirstByteHandler extends ChannelInboundHandlerAdapter {

	static final String NAME = "ollama.firstByte";

	private final ExchangeHandler exchanges;

	FirstByteHandler(ExchangeHandler exchanges) {
		this.exchanges = exchanges;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (this.exchanges.isIdle()) {
			ReferenceCountUtil.release(message);
			context.close();
			return;
		}
		this.exchanges.responseBegins();
		context.pipeline().remove(this);
		context.fireChannelRead(message);
	}

}
