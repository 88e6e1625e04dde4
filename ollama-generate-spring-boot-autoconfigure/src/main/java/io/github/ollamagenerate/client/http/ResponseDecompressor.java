package io.github.ollamagenerate.client.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContentDecompressor;

/**
 * Decompresses one response that is compressed although we do not ask for that.
 */
final class ResponseDecompressor extends HttpContentDecompressor {

	private final String encoding;

	ResponseDecompressor(String encoding) {
		super(0);
		this.encoding = encoding;
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (!(cause instanceof DecoderException)) {
			context.fireExceptionCaught(cause);
			return;
		}
		context.fireExceptionCaught(ContentEncoding.notEncoded(this.encoding));
		context.pipeline().addAfter(context.name(), null, new Silence());
		context.close();
	}

	/**
	 * Keeps back what the decompressor has to say when it is closed after its failure.
	 */
	private static final class Silence extends ChannelInboundHandlerAdapter {

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			// told already
		}

	}

}
