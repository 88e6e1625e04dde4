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
import io.netty.util.ReferenceCountUtil;

/**
 * Waits in front of the HTTP codec for the first bytes after a response. Bytes that come
 * while no request awaits a response close the connection: nothing that is on it already
 * may answer the next request. Otherwise the handler removes itself, so that a token
 * costs no further hop.
 */
final class FirstByteHandler extends ChannelInboundHandlerAdapter {

	static final String NAME = "ollama.firstByte";

	private final ConnectionState connection;

	FirstByteHandler(ConnectionState connection) {
		this.connection = connection;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (this.connection.isIdle()) {
			ReferenceCountUtil.release(message);
			context.close();
			return;
		}
		this.connection.beginResponse();
		context.pipeline().remove(this);
		context.fireChannelRead(message);
	}

}
