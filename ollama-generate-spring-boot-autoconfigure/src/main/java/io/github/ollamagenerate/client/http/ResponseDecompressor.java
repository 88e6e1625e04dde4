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
