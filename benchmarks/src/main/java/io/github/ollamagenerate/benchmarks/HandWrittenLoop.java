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

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The floor: what a developer writes who needs this one request and nothing else. No
 * errors, no timeouts, no record: the text of each token, and the count at the end.
 */
final class HandWrittenLoop implements Contender {

	private static final JsonFactory JSON = new JsonFactory();

	private final HttpClient client;

	HandWrittenLoop(String url) {
		this.client = HttpClient.create(ConnectionProvider.builder("floor").maxConnections(Integer.MAX_VALUE).build())
			.baseUrl(url)
			.headers((headers) -> headers.set("Content-Type", "application/json"));
	}

	@Override
	public Publisher<?> send(String prompt, Received.Stream received) {
		byte[] body = ("{\"model\":\"gemma3\",\"prompt\":\"" + prompt + "\",\"stream\":true}").getBytes();
		return Flux.defer(() -> {
			ByteArrayOutputStream rest = new ByteArrayOutputStream();
			return this.client.post()
				.uri("/api/generate")
				.send(Flux.defer(() -> Flux.just(Unpooled.wrappedBuffer(body))))
				.responseContent()
				.doOnNext((buffer) -> read(buffer, rest, received));
		});
	}

	private static void read(ByteBuf buffer, ByteArrayOutputStream rest, Received.Stream received) {
		byte[] bytes = new byte[buffer.readableBytes()];
		buffer.readBytes(bytes);
		int start = 0;
		for (int index = 0; index < bytes.length; index++) {
			if (bytes[index] == '\n') {
				if (rest.size() > 0) {
					rest.write(bytes, start, index - start);
					line(rest.toByteArray(), received);
					rest.reset();
				}
				else {
					line(Arrays.copyOfRange(bytes, start, index), received);
				}
				start = index + 1;
			}
		}
		rest.write(bytes, start, bytes.length - start);
	}

	private static void line(byte[] line, Received.Stream received) {
		Integer evalCount = null;
		boolean done = false;
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
			parser.nextToken();
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				parser.nextToken();
				switch (name) {
					case "response" -> received.token(parser.getString());
					case "done" -> done = parser.getBooleanValue();
					case "eval_count" -> evalCount = parser.getIntValue();
					default -> parser.skipChildren();
				}
			}
		}
		if (done) {
			received.end(evalCount);
		}
	}

}
