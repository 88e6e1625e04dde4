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

package io.github.ollamagenerate.test;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One HTTP exchange on a plain socket, to see what really is on the wire.
 */
public final class RawClient implements AutoCloseable {

	private final Socket socket;

	private final DataInputStream in;

	private RawClient(Socket socket) throws IOException {
		this.socket = socket;
		this.in = new DataInputStream(socket.getInputStream());
	}

	public static RawClient post(MockOllamaServer server, String body) throws IOException {
		return send(server, "POST /api/generate", body);
	}

	public static RawClient send(MockOllamaServer server, String request, String body) throws IOException {
		return send(server, request, body, "Host: localhost");
	}

	public static RawClient send(MockOllamaServer server, String request, String body, String... headers)
			throws IOException {
		return send(server.url(), request, body, headers);
	}

	public static RawClient send(String serverUrl, String request, String body, String... headers) throws IOException {
		URI url = URI.create(serverUrl);
		Socket socket = new Socket(url.getHost(), url.getPort());
		socket.setSoTimeout(10_000);
		RawClient client = new RawClient(socket);
		client.write(request, body, headers);
		return client;
	}

	public void send(String body) throws IOException {
		write("POST /api/generate", body, "Host: localhost");
	}

	private void write(String request, String body, String... headers) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		String head = request + " HTTP/1.1\r\n" + String.join("\r\n", headers)
				+ "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n";
		this.socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
	}

	/** Status line and headers. */
	public List<String> head() throws IOException {
		List<String> lines = new ArrayList<>();
		for (String line = line(); !line.isEmpty(); line = line()) {
			lines.add(line);
		}
		return lines;
	}

	/** The next HTTP chunk, empty for the last one. */
	public String chunk() throws IOException {
		byte[] bytes = chunkBytes();
		return new String(bytes, StandardCharsets.UTF_8);
	}

	byte[] chunkBytes() throws IOException {
		byte[] bytes = new byte[Integer.parseInt(line(), 16)];
		this.in.readFully(bytes);
		line();
		return bytes;
	}

	public List<String> chunks() throws IOException {
		List<String> chunks = new ArrayList<>();
		for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
			chunks.add(chunk);
		}
		return chunks;
	}

	/** The next byte, or -1 if the server has closed the connection. */
	public int read() throws IOException {
		return this.in.read();
	}

	/** Bytes that arrived and were not read yet. */
	public int available() throws IOException {
		return this.in.available();
	}

	private String line() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int c = this.in.read(); c != '\n'; c = this.in.read()) {
			if (c < 0) {
				throw new EOFException();
			}
			if (c != '\r') {
				line.write(c);
			}
		}
		return line.toString(StandardCharsets.UTF_8);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
