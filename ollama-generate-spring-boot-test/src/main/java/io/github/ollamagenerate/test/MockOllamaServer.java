package io.github.ollamagenerate.test;

import java.util.List;
import java.util.function.Consumer;

import io.github.ollamagenerate.test.internal.dispatch.Dispatcher;
import io.github.ollamagenerate.test.internal.dispatch.ReceivedRequests;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import io.github.ollamagenerate.test.internal.http.Transport;
import org.jspecify.annotations.Nullable;

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

	private final Transport transport;

	private final Dispatcher dispatcher;

	MockOllamaServer(Transport transport, Dispatcher dispatcher) {
		this.transport = transport;
		this.dispatcher = dispatcher;
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
	public static MockOllamaServerBuilder builder() {
		return new MockOllamaServerBuilder();
	}

	/**
	 * Returns the base URL.
	 * @return the URL without a trailing slash, for example
	 * {@code http://127.0.0.1:11434}
	 */
	public String url() {
		return this.transport.url();
	}

	/**
	 * Returns the port the server listens on.
	 * @return the port
	 */
	public int port() {
		return this.transport.port();
	}

	/**
	 * Adds the answer to one further {@code POST /api/generate} request. Enqueued answers
	 * are used in order, each once; after the last one the server answers by itself
	 * again, unless it is {@linkplain MockOllamaServerBuilder#scriptedOnly() scripted
	 * only}.
	 * @param answer the answer
	 * @return this server
	 */
	public MockOllamaServer enqueue(MockAnswer answer) {
		return enqueue(ReceivedRequest.GENERATE, answer);
	}

	/**
	 * Adds the answer to one further request to a path.
	 * @param path the path, for example {@code /api/version}
	 * @param answer the answer
	 * @return this server
	 */
	public MockOllamaServer enqueue(String path, MockAnswer answer) {
		this.dispatcher.enqueued().add(path, null, answer.scripted());
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
		this.dispatcher.enqueued()
			.add(ReceivedRequest.GENERATE, (request) -> expectation.accept(new RecordedRequest(request)),
					answer.scripted());
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
		return takeRequest(ReceivedRequest.GENERATE);
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
		ReceivedRequest request = this.dispatcher.received().take(path);
		if (request == null) {
			throw new AssertionError("Expected a further request to " + path + ", but none came within "
					+ ReceivedRequests.WAIT_SECONDS + " s, " + requestCount(path) + " seen in all\n" + journal());
		}
		return new RecordedRequest(request);
	}

	/**
	 * Return how many {@code POST /api/generate} requests were received. The same as
	 * {@link #requestCount(String) requestCount("/api/generate")}.
	 * @return the count since the start or the last {@link #reset()}
	 */
	public int requestCount() {
		return requestCount(ReceivedRequest.GENERATE);
	}

	/**
	 * Return how many requests were received for a path. A request with a method that the
	 * path does not have, such as the preflight of a browser, is not counted, takes no
	 * enqueued answer, and cannot be taken. A path that Ollama does not have counts any
	 * method.
	 * @param path the path, for example {@code /api/ps}
	 * @return the count since the start or the last {@link #reset()}
	 */
	public int requestCount(String path) {
		return this.dispatcher.received().count(path);
	}

	/**
	 * Returns how many TCP connections are open.
	 * @return the count, idle connections included
	 */
	public int connectionCount() {
		return this.transport.connectionCount();
	}

	/**
	 * Checks that each enqueued answer was used and that no request was refused because
	 * none was for it.
	 * @throws AssertionError if not; the message says what was expected and holds the
	 * {@link #journal()}
	 */
	public void verify() {
		List<String> problems = this.dispatcher.enqueued().problems();
		if (!problems.isEmpty()) {
			throw new AssertionError(String.join("\n", problems) + "\n" + journal());
		}
	}

	/**
	 * Returns what was requested and how it was answered, the newest 100 requests. There
	 * is no content in it unless {@linkplain MockOllamaServerBuilder#journalContent()
	 * asked for}.
	 * @return the text, one line a request
	 */
	public String journal() {
		List<String> lines = this.dispatcher.journal().lines();
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
		this.transport.cut();
		this.dispatcher.reset();
	}

	/**
	 * Stop the server at once, even if answers are still being sent. Does nothing the
	 * second time.
	 */
	@Override
	public void close() {
		this.transport.close();
	}

}
