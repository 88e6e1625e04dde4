package io.github.ollamagenerate.client.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * Server that answers when it has read the first byte of a request, and reads no further.
 */
final class EagerServer implements AutoCloseable {

	private final CountDownLatch closed = new CountDownLatch(1);

	private final ServerSocket listener;

	EagerServer(String response) {
		try {
			this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread thread = new Thread(() -> serve(response), "eager-server");
		thread.setDaemon(true);
		thread.start();
	}

	private void serve(String response) {
		try (Socket socket = this.listener.accept()) {
			socket.getInputStream().read();
			socket.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
			this.closed.await();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String url() {
		return "http://127.0.0.1:" + this.listener.getLocalPort();
	}

	@Override
	public void close() {
		this.closed.countDown();
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
