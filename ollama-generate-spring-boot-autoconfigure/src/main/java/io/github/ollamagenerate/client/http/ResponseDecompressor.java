package io.github.ollamagenerate.client.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContentDecompressor;

/**
 * Decompresses one response that is compressed although we do not ask for that.
 */
final class ResponseDecompressor extends HttpContentDecompressor {

	private final String encoding;

	private boolean failed;

	ResponseDecompressor(String encoding) {
		super(0);
		this.encoding = encoding;
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (!(cause instanceof DecoderException)) {
			context.fireExceptionCaught(cause);
		}
		else if (!this.failed) {
			this.failed = true;
			context.fireExceptionCaught(ContentEncoding.notEncoded(this.encoding));
			context.close();
		}
	}

}
