package io.github.ollamagenerate.test;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * A server that answers like Ollama, for tests and demonstrations. Enqueued answers go
 * first; without one it answers by itself, with text that says it is canned.
 */
public final class MockOllamaServer implements AutoCloseable {

	/**
	 * Models that are installed unless others are given.
	 */
	public static final List<String> DEFAULT_MODELS = List.of("qwen3:1.7b", "deepseek-r1:1.5b", "gemma3",
			"qwen2.5-coder:1.5b");

	private static final int STOP_SECONDS = 5;

	private static final String GENERATE = "/api/generate";

	private final Answers answers;

	private final Scripts scripts;

	private final RequestLog requests;

	private final Journal journal;

	private final Connections connections;

	private final LoopResources loops;

	private final BindAddress address;

	private final DisposableServer server;

	private MockOllamaServer(Answers answers, Scripts scripts, RequestLog requests, Journal journal,
			Connections connections, LoopResources loops, BindAddress address, DisposableServer server) {
		this.answers = answers;
		this.scripts = scripts;
		this.requests = requests;
		this.journal = journal;
		this.connections = connections;
		this.loops = loops;
		this.address = address;
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
		return this.address.url(port());
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
	 * again, unless it is {@linkplain Builder#scriptedOnly() scripted only}.
	 * @param answer the answer
	 * @return this server
	 */
	public MockOllamaServer enqueue(MockAnswer answer) {
		return enqueue(GENERATE, answer);
	}

	/**
	 * Adds the answer to one further request to a path.
	 * @param path the path, for example {@code /api/version}
	 * @param answer the answer
	 * @return this server
	 */
	public MockOllamaServer enqueue(String path, MockAnswer answer) {
		this.scripts.enqueue(path, null, answer);
		return this;
	}

	/**
	 * Adds the answer to one {@code POST /api/generate} request that is as expected.
	 * Others go to the next enqueued answer; a request that none is for is refused with
	 * status 501, and {@link #verify()} tells what was expected.
	 * @param expectation fails on any other request, for example
	 * {@code (request) -> assertThat(request).hasModel("gemma3")}; must not block
	 * @param answer the answer
	 * @return this server
	 */
	public MockOllamaServer enqueue(Consumer<RecordedRequest> expectation, MockAnswer answer) {
		this.scripts.enqueue(GENERATE, expectation, answer);
		return this;
	}

	/**
	 * Takes the oldest {@code POST /api/generate} request that was not taken yet, and
	 * waits up to 5 seconds for it. Of those that nobody takes, the newest 1,000 are
	 * kept.
	 * @return the request
	 * @throws AssertionError if none came in time; the message holds the
	 * {@link #journal()}
	 */
	public RecordedRequest takeRequest() {
		return takeRequest(GENERATE);
	}

	/**
	 * Takes the oldest request to a path that was not taken yet, and waits up to 5
	 * seconds for it. Of those that nobody takes, the newest 1,000 are kept.
	 * @param path the path, for example {@code /api/version}
	 * @return the request
	 * @throws AssertionError if none came in time; the message holds the
	 * {@link #journal()}
	 */
	public RecordedRequest takeRequest(String path) {
		RecordedRequest request = this.requests.take(path);
		if (request == null) {
			throw new AssertionError("Expected a further request to " + path + ", but none came within "
					+ RequestLog.WAIT_SECONDS + " s, " + this.requests.callCount(path) + " seen in all\n" + journal());
		}
		return request;
	}

	/**
	 * Returns how many {@code POST /api/generate} requests were received.
	 * @return the count since the start or the last {@link #reset()}
	 */
	public int requestCount() {
		return this.requests.callCount(GENERATE);
	}

	/**
	 * Returns how many requests were received for a path, with any method.
	 * @param path the path, for example {@code /api/ps}
	 * @return the count since the start or the last {@link #reset()}
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
	 * Checks that each enqueued answer was used and that no request was refused because
	 * none was for it.
	 * @throws AssertionError if not; the message says what was expected and holds the
	 * {@link #journal()}
	 */
	public void verify() {
		List<String> problems = this.scripts.problems();
		if (!problems.isEmpty()) {
			throw new AssertionError(String.join("\n", problems) + "\n" + journal());
		}
	}

	/**
	 * Returns what was requested and how it was answered, the newest 100 requests. There
	 * is no content in it unless {@linkplain Builder#journalContent() asked for}.
	 * @return the text, one line a request
	 */
	public String journal() {
		List<String> lines = this.journal.lines();
		return "Requests to MockOllamaServer at " + url() + ":"
				+ (lines.isEmpty() ? " none" : "\n  " + String.join("\n  ", lines));
	}

	/**
	 * Ends a test: adds the {@link #journal()} to its failure as a suppressed exception,
	 * or {@linkplain #verify() verifies}, and {@linkplain #reset() resets}. Called by
	 * {@link MockOllamaExtension} and in Spring tests, so that a test need not.
	 * @param failure the failure of the test, or null if it has passed so far
	 * @throws AssertionError if the test has passed so far and the server has not seen
	 * what was expected
	 */
	public void afterTest(@Nullable Throwable failure) {
		try {
			if (failure == null) {
				verify();
			}
			else {
				failure.addSuppressed(new JournalOfFailedTest(journal()));
			}
		}
		finally {
			reset();
		}
	}

	/**
	 * Forgets all requests and enqueued answers, and which models were loaded, pulled or
	 * deleted. Answers that still run are cut, so that no stalled one outlives its test.
	 */
	public void reset() {
		this.connections.cut();
		this.scripts.reset();
		this.requests.reset();
		this.journal.reset();
		this.answers.reset();
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

		private final List<MockModel> pullable = new ArrayList<>();

		private String host = "127.0.0.1";

		private int port;

		private Duration tokenPause = Duration.ZERO;

		private boolean scriptedOnly;

		private boolean journalContent;

		private Builder() {
		}

		/**
		 * Listens on another address than 127.0.0.1. As on a real server, one that other
		 * machines can reach has the effect that any {@code Host} header is accepted.
		 * @param host an address or a name of this machine; {@code 0.0.0.0}, made for
		 * containers, for all addresses
		 * @return this builder
		 */
		public Builder host(String host) {
			this.host = host;
			return this;
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
		 * {@link #model(String, String...)} replaces the
		 * {@linkplain MockOllamaServer#DEFAULT_MODELS default ones}, further calls add.
		 * What a model can do is taken from its name: those that start with {@code qwen3}
		 * or {@code deepseek-r1} think.
		 * @param names the names; one without a tag means {@code :latest}
		 * @return this builder
		 * @throws IllegalArgumentException if Ollama would take one for no name
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
		 * @throws IllegalArgumentException if Ollama would take the name for none
		 */
		public Builder model(String name, String... capabilities) {
			this.models.add(new MockModel(name, List.of(capabilities)));
			return this;
		}

		/**
		 * Adds models that a registry would have: {@code POST /api/pull} installs them,
		 * as it does those that are installed already. Each other pull fails as on a
		 * server without a network, which is what the server is without a call of this
		 * method. What a model can do is taken from its name.
		 * @param names the names; one without a tag means {@code :latest}
		 * @return this builder
		 * @throws IllegalArgumentException if Ollama would take one for no name
		 */
		public Builder pullable(String... names) {
			for (String name : names) {
				this.pullable.add(MockModel.of(name));
			}
			return this;
		}

		/**
		 * Waits between two chunks of the server's own streamed answers, and between two
		 * lines of a pull. A single answer comes when its stream would have ended.
		 * @param tokenPause the time between two chunks; zero, the default, for none
		 * @return this builder
		 */
		public Builder tokenPause(Duration tokenPause) {
			this.tokenPause = tokenPause;
			return this;
		}

		/**
		 * Refuses {@code POST /api/generate} requests that no enqueued answer is for, in
		 * place of answering them by itself.
		 * @return this builder
		 */
		public Builder scriptedOnly() {
			this.scriptedOnly = true;
			return this;
		}

		/**
		 * Puts request bodies into the {@link MockOllamaServer#journal() journal},
		 * prompts and images included.
		 * @return this builder
		 */
		public Builder journalContent() {
			this.journalContent = true;
			return this;
		}

		/**
		 * Starts the server.
		 * @return the running server
		 * @throws IllegalArgumentException if nothing is known of the host
		 * @throws IllegalStateException if the port is in use or the host is none of this
		 * machine; the message names it
		 */
		public MockOllamaServer start() {
			BindAddress address = BindAddress.of(this.host);
			AccessRules access = new AccessRules(address.isLoopback() ? AllowedHosts.ofThisMachine() : null);
			List<MockModel> installed = List.copyOf(this.models);
			List<MockModel> registry = List.copyOf(this.pullable);
			Duration pause = this.tokenPause;
			Scripts scripts = new Scripts();
			RequestLog requests = new RequestLog();
			Journal journal = new Journal(this.journalContent);
			Connections connections = new Connections();
			Answers answers = new Answers(scripts, requests, journal, access,
					() -> new Routes(installed, registry, pause), this.scriptedOnly);
			int workers = Math.max(2, Runtime.getRuntime().availableProcessors());
			LoopResources loops = LoopResources.create("mock-ollama", workers, true);
			try {
				DisposableServer server = HttpServer.create()
					.runOn(loops)
					.bindAddress(() -> new InetSocketAddress(address.address(), this.port))
					.doOnChannelInit((observer, channel, remote) -> connections.opened(channel))
					.handle(new RequestHandler(answers, connections))
					.bindNow();
				return new MockOllamaServer(answers, scripts, requests, journal, connections, loops, address, server);
			}
			catch (ChannelBindException ex) {
				dispose(loops);
				throw new IllegalStateException(address.failure(this.port), ex);
			}
		}

	}

}
