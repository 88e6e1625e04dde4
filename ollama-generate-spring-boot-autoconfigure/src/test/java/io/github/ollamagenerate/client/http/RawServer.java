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

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Server that sends, byte for byte, what its script says.
 */
public final class RawServer implements AutoCloseable {

	private final ServerSocket listener;

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "raw-server");
		thread.setDaemon(true);
		return thread;
	});

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicInteger requests = new AtomicInteger();

	private final Script script;

	private final int maxBody;

	public RawServer(Script script) {
		this(script, Integer.MAX_VALUE);
	}

	/**
	 * Start a server that leaves the bodies of large requests unread, and takes no
	 * further request on their connection.
	 * @param script answers requests
	 * @param maxBody the most bytes of a body that is read
	 */
	public RawServer(Script script, int maxBody) {
		this.script = script;
		this.maxBody = maxBody;
		try {
			this.listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.threads.execute(this::accept);
	}

	public String url() {
		return "http://127.0.0.1:" + this.listener.getLocalPort();
	}

	public int connectionCount() {
		return this.connections.get();
	}

	public int requestCount() {
		return this.requests.get();
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.listener.accept();
				socket.setTcpNoDelay(true);
				this.sockets.add(socket);
				int connection = this.connections.incrementAndGet();
				this.threads.execute(() -> serve(socket, connection));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void serve(Socket socket, int connection) {
		try (socket) {
			InputStream input = new BufferedInputStream(socket.getInputStream());
			Request request = Request.read(input, socket, connection, 1, this.maxBody);
			while (request != null) {
				this.requests.incrementAndGet();
				this.script.answer(request);
				request = request.isRead() ? Request.read(input, socket, connection, request.index() + 1, this.maxBody)
						: null;
			}
		}
		catch (IOException ex) {
			// the client has gone, or the script has closed the connection
		}
		finally {
			this.sockets.remove(socket);
		}
	}

	@Override
	public void close() {
		try {
			this.listener.close();
			for (Socket socket : this.sockets) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.threads.shutdownNow();
	}

	/**
	 * Answers requests.
	 */
	@FunctionalInterface
	public interface Script {

		void answer(Request request) throws IOException;

	}

	/**
	 * A request, and the connection to answer it on.
	 *
	 * @param socket the connection
	 * @param connection the number of the connection, from 1 on
	 * @param index the number of the request on its connection, from 1 on
	 * @param head request line and headers
	 * @param body the body
	 * @param isRead whether the body was read
	 */
	public record Request(Socket socket, int connection, int index, String head, String body, boolean isRead) {

		static Request read(InputStream input, Socket socket, int connection, int index, int maxBody)
				throws IOException {
			StringBuilder head = new StringBuilder();
			while (head.indexOf("\r\n\r\n", head.length() - 4) == -1) {
				int next = input.read();
				if (next == -1) {
					return null;
				}
				head.append((char) next);
			}
			String text = head.toString();
			int start = text.toLowerCase().indexOf("content-length:");
			int length = (start != -1)
					? Integer.parseInt(text.substring(start + 15, text.indexOf("\r\n", start)).trim()) : 0;
			boolean isRead = length <= maxBody;
			byte[] body = input.readNBytes(isRead ? length : 0);
			return new Request(socket, connection, index, text, new String(body, StandardCharsets.UTF_8), isRead);
		}

		/**
		 * The prompt, which must need no escape.
		 */
		public String prompt() {
			int start = this.body.indexOf("\"prompt\":\"") + "\"prompt\":\"".length();
			return this.body.substring(start, this.body.indexOf('"', start));
		}

		public Request send(String text) throws IOException {
			return send(text.getBytes(StandardCharsets.ISO_8859_1));
		}

		public Request send(byte[] bytes) throws IOException {
			OutputStream output = this.socket.getOutputStream();
			output.write(bytes);
			output.flush();
			return this;
		}

		public void close() throws IOException {
			this.socket.close();
		}

	}

}
