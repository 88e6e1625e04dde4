package io.github.ollamagenerate.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * A server on 127.0.0.1 that answers like Ollama, for tests and demonstrations. Scripted
 * answers to {@code POST /api/generate} go first; without one it answers by itself, with
 * text that says it is canned.
 */
public final class MockOllamaServer implements AutoCloseable {

	private static final String HOST = "127.0.0.1";

	private static final int STOP_SECONDS = 5;

	private final RequestHandler handler;

	private final RequestLog requests;

	private final Connections connections;

	private final LoopResources loops;

	private final DisposableServer server;

	private MockOllamaServer(RequestHandler handler, RequestLog requests, Connections connections, LoopResources loops,
			DisposableServer server) {
		this.handler = handler;
		this.requests = requests;
		this.connections = connections;
		this.loops = loops;
		this.server = server;
	}

	/**
	 * Starts a server with default settings on a free port.
	 * @return the running server
	 */
	public static MockOllamaServer start() {
		return start(0);
	}

	/**
	 * Starts a server with default settings.
	 * @param port the port; zero takes a free one
	 * @return the running server
	 * @throws IllegalStateException if the port is in use; the message names it
	 */
	public static MockOllamaServer start(int port) {
		return builder().port(port).start();
	}

	/**
	 * Returns a builder for a server with other settings.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Returns the base URL.
	 * @return the URL without a trailing slash, for example
	 * {@code http://127.0.0.1:11434}
	 */
	public String url() {
		return "http://" + HOST + ":" + port();
	}

	/**
	 * Returns the port the server listens on.
	 * @return the port
	 */
	public int port() {
		return this.server.port();
	}

	/**
	 * Adds the answer to one further {@code POST /api/generate} request. Enqueued answers
	 * are used in order, each once; after the last one the server answers by itself
	 * again.
	 * @param answer the answer
	 * @return this server
	 */
	public MockOllamaServer enqueue(MockAnswer answer) {
		this.handler.enqueue(answer);
		return this;
	}

	/**
	 * Takes the oldest {@code POST /api/generate} request that was not taken yet, and
	 * waits up to 5 seconds for it. Of those that nobody takes, the newest 1,000 are
	 * kept.
	 * @return the request
	 * @throws AssertionError if none came in time; the message says how many were seen
	 */
	public RecordedRequest takeRequest() {
		return this.requests.take();
	}

	/**
	 * Returns how many {@code POST /api/generate} requests were received.
	 * @return the count since the start
	 */
	public int requestCount() {
		return this.requests.generateCount();
	}

	/**
	 * Returns how many requests were received for a path, with any method.
	 * @param path the path, for example {@code /api/ps}
	 * @return the count since the start
	 */
	public int requestCount(String path) {
		return this.requests.count(path);
	}

	/**
	 * Returns how many TCP connections are open.
	 * @return the count, idle connections included
	 */
	public int connectionCount() {
		return this.connections.count();
	}

	/**
	 * Stops the server at once, running answers included. Does nothing the second time.
	 */
	@Override
	public void close() {
		this.server.channel().close().awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
		this.connections.close();
		dispose(this.loops);
	}

	private static void dispose(LoopResources loops) {
		try {
			loops.disposeLater(Duration.ZERO, Duration.ofSeconds(STOP_SECONDS))
				.toFuture()
				.get(2 * STOP_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException("The mock server did not stop", ex);
		}
	}

	/**
	 * Settings of a {@link MockOllamaServer}.
	 */
	public static final class Builder {

		private final List<MockModel> models = new ArrayList<>();

		private int port;

		private Duration tokenPause = Duration.ZERO;

		private Builder() {
		}

		/**
		 * Listens on a fixed port.
		 * @param port the port; zero, the default, takes a free one
		 * @return this builder
		 */
		public Builder port(int port) {
			this.port = port;
			return this;
		}

		/**
		 * Installs models. The first call of this method or of
		 * {@link #model(String, String...)} replaces the default ones
		 * ({@code qwen3:1.7b}, {@code deepseek-r1:1.5b}, {@code gemma3},
		 * {@code qwen2.5-coder:1.5b}), further calls add. What a model can do is taken
		 * from its name: those that start with {@code qwen3} or {@code deepseek-r1}
		 * think.
		 * @param names the names; one without a tag means {@code :latest}
		 * @return this builder
		 */
		public Builder models(String... names) {
			for (String name : names) {
				this.models.add(MockModel.of(name));
			}
			return this;
		}

		/**
		 * Installs one model and says what it can do.
		 * @param name the name; without a tag it means {@code :latest}
		 * @param capabilities Ollama's words: {@code completion}, {@code thinking},
		 * {@code insert}, {@code vision}
		 * @return this builder
		 */
		public Builder model(String name, String... capabilities) {
			this.models.add(new MockModel(name, List.of(capabilities)));
			return this;
		}

		/**
		 * Waits between two chunks of the server's own streamed answers. A single answer
		 * comes when its stream would have ended.
		 * @param tokenPause the time between two chunks; zero, the default, for none
		 * @return this builder
		 */
		public Builder tokenPause(Duration tokenPause) {
			this.tokenPause = tokenPause;
			return this;
		}

		/**
		 * Starts the server.
		 * @return the running server
		 * @throws IllegalStateException if the port is in use; the message names it
		 */
		public MockOllamaServer start() {
			RequestLog requests = new RequestLog();
			Connections connections = new Connections();
			RequestHandler handler = new RequestHandler(requests, new Routes(this.models, this.tokenPause));
			int workers = Math.max(2, Runtime.getRuntime().availableProcessors());
			LoopResources loops = LoopResources.create("mock-ollama", workers, true);
			try {
				DisposableServer server = HttpServer.create()
					.runOn(loops)
					.host(HOST)
					.port(this.port)
					.doOnChannelInit((observer, channel, remote) -> connections.opened(channel))
					.handle(handler)
					.bindNow();
				return new MockOllamaServer(handler, requests, connections, loops, server);
			}
			catch (ChannelBindException ex) {
				dispose(loops);
				throw new IllegalStateException(
						"Cannot listen on " + HOST + ":" + this.port + ", is port " + this.port + " in use?", ex);
			}
		}

	}

}
