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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import io.github.ollamagenerate.test.internal.dispatch.Dispatcher;
import io.github.ollamagenerate.test.internal.dispatch.Journal;
import io.github.ollamagenerate.test.internal.dispatch.ReceivedRequests;
import io.github.ollamagenerate.test.internal.dispatch.RunQueue;
import io.github.ollamagenerate.test.internal.endpoint.Routes;
import io.github.ollamagenerate.test.internal.fault.ActiveFaults;
import io.github.ollamagenerate.test.internal.fault.Fault;
import io.github.ollamagenerate.test.internal.http.AccessRules;
import io.github.ollamagenerate.test.internal.http.AllowedHosts;
import io.github.ollamagenerate.test.internal.http.BindAddress;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import io.github.ollamagenerate.test.internal.http.Transport;
import io.github.ollamagenerate.test.internal.model.MockModel;
import io.github.ollamagenerate.test.internal.recording.RecordingSession;
import org.jspecify.annotations.Nullable;

/**
 * Server that answers like Ollama, for tests and demonstrations. Enqueued answers are
 * used first. Without one, the server generates an answer whose text says that it is
 * canned.
 */
public final class MockOllamaServer implements AutoCloseable {

	/**
	 * Models that are installed by default.
	 */
	public static final List<String> DEFAULT_MODELS = List.of("qwen3:1.7b", "deepseek-r1:1.5b", "gemma3",
			"qwen2.5-coder:1.5b");

	private final Transport transport;

	private final Dispatcher dispatcher;

	private final ActiveFaults faults;

	private final @Nullable Recordings recordings;

	private MockOllamaServer(Transport transport, Dispatcher dispatcher, ActiveFaults faults,
			@Nullable Recordings recordings) {
		this.transport = transport;
		this.dispatcher = dispatcher;
		this.faults = faults;
		this.recordings = recordings;
	}

	/**
	 * Start a server with default settings on a free port.
	 * @return the running server
	 */
	public static MockOllamaServer start() {
		return start(0);
	}

	/**
	 * Start a server with default settings.
	 * @param port the port; zero selects a free one
	 * @return the running server
	 * @throws IllegalStateException if the port is in use; the message names it
	 */
	public static MockOllamaServer start(int port) {
		return builder().port(port).start();
	}

	/**
	 * Return a builder for a server with other settings.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return the base URL.
	 * @return the URL without a trailing slash, for example
	 * {@code http://127.0.0.1:11434}
	 */
	public String url() {
		return this.transport.url();
	}

	/**
	 * Return the port that the server listens on.
	 * @return the port
	 */
	public int port() {
		return this.transport.port();
	}

	/**
	 * Add the answer to one {@code POST /api/generate} request. Enqueued answers are used
	 * in order, each one once. After the last one, the server generates answers again,
	 * unless it is {@linkplain Builder#scriptedOnly() scripted only}.
	 * @param answer the answer
	 * @return this server
	 */
	public MockOllamaServer enqueue(MockAnswer answer) {
		return enqueue(ReceivedRequest.GENERATE, answer);
	}

	/**
	 * Add the answer to one request to a path.
	 * @param path the path, for example {@code /api/version}
	 * @param answer the answer
	 * @return this server
	 */
	public MockOllamaServer enqueue(String path, MockAnswer answer) {
		this.dispatcher.enqueued().add(path, null, answer.scripted());
		return this;
	}

	/**
	 * Add the answer to one {@code POST /api/generate} request that meets an expectation.
	 * Other requests get the next enqueued answer. A request that meets no expectation is
	 * refused with status 501, and {@link #verify()} reports what was expected.
	 * @param expectation throws for any other request, for example
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
	 * Take the oldest {@code POST /api/generate} request that was not taken yet, and wait
	 * for it for up to 5 seconds. The server keeps the newest 1,000 requests that are not
	 * taken.
	 * @return the request
	 * @throws AssertionError if no request arrives in time; the message contains the
	 * {@link #journal()}
	 */
	public RecordedRequest takeRequest() {
		return takeRequest(ReceivedRequest.GENERATE);
	}

	/**
	 * Take the oldest request to a path that was not taken yet, and wait for it for up to
	 * 5 seconds. The server keeps the newest 1,000 requests that are not taken.
	 * @param path the path, for example {@code /api/version}
	 * @return the request
	 * @throws AssertionError if no request arrives in time; the message contains the
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
	 * Return how many TCP connections are open.
	 * @return the count, including idle connections
	 */
	public int connectionCount() {
		return this.transport.connectionCount();
	}

	/**
	 * Set the faults of the {@code POST /api/generate} requests that follow. They replace
	 * all others.
	 * @param faults the faults; none ends all faults
	 * @return this server
	 */
	public MockOllamaServer setFaults(MockFault... faults) {
		this.faults.set(Arrays.stream(faults).map(MockFault::fault).toList());
		return this;
	}

	/**
	 * Return the faults that are set.
	 * @return the faults in the order in which they were set
	 */
	public List<MockFault> faults() {
		return this.faults.get().stream().map(MockFault::new).toList();
	}

	/**
	 * Verify that each enqueued answer was used, and that no request was refused because
	 * it met no expectation or has no recording.
	 * @throws AssertionError if not; the message says what was expected, or which
	 * recording is the nearest one, and contains the {@link #journal()}
	 */
	public void verify() {
		List<String> problems = problems();
		if (!problems.isEmpty()) {
			throw new AssertionError(String.join("\n", problems) + "\n" + journal());
		}
	}

	private List<String> problems() {
		@Nullable RecordingSession session = this.dispatcher.recordings();
		List<String> problems = new ArrayList<>((session != null) ? session.problems() : List.of());
		problems.addAll(this.dispatcher.enqueued().problems());
		return problems;
	}

	/**
	 * Answer requests from recordings until the next {@link #reset()}.
	 */
	void answerFrom(RecordingSession session) {
		this.dispatcher.answerFrom(session);
	}

	/**
	 * Return the newest 100 requests and how they were answered. Request bodies are left
	 * out unless {@linkplain Builder#journalContent() configured otherwise}.
	 * @return the text, one line for each request
	 */
	public String journal() {
		List<String> lines = this.dispatcher.journal().lines();
		return "Requests to MockOllamaServer at " + url() + ":"
				+ (lines.isEmpty() ? " none" : "\n  " + String.join("\n  ", lines));
	}

	/**
	 * End a test: {@linkplain #verify() verify} the server if the test has passed so far,
	 * otherwise add the {@link #journal()} and the requests without a recording to the
	 * failure as a suppressed exception. Then {@linkplain #reset() reset} the server.
	 * {@link MockOllamaExtension} and Spring tests call this method.
	 * @param failure the failure of the test, or null if it has passed so far
	 * @throws AssertionError if the test has passed so far but the server did not receive
	 * what was expected
	 */
	public void afterTest(@Nullable Throwable failure) {
		try {
			@Nullable RecordingSession session = this.dispatcher.recordings();
			if (failure == null) {
				if (session != null) {
					session.awaitWritten();
				}
				verify();
			}
			else {
				List<String> report = (session != null) ? session.report() : new ArrayList<>();
				report.add(journal());
				failure.addSuppressed(new JournalOfFailedTest(String.join("\n", report)));
			}
		}
		finally {
			reset();
		}
	}

	/**
	 * Forget all requests and enqueued answers, and which models were loaded, pulled, or
	 * deleted. The faults are those of the start again. Connections with an unfinished
	 * answer are closed, so that no stalled answer outlives its test.
	 */
	public void reset() {
		this.transport.cut();
		this.dispatcher.reset();
		this.dispatcher.answerFrom((this.recordings != null) ? this.recordings.open() : null);
	}

	/**
	 * Stop the server immediately, even if answers are still being sent. Does nothing the
	 * second time.
	 */
	@Override
	public void close() {
		this.transport.close();
	}

	/**
	 * Builder of a {@link MockOllamaServer}.
	 */
	public static final class Builder {

		private final List<MockModel> models = new ArrayList<>();

		private final List<MockModel> pullable = new ArrayList<>();

		private String host = "127.0.0.1";

		private int port;

		private Duration tokenPause = Duration.ZERO;

		private int numParallel;

		private int maxQueue;

		private boolean scriptedOnly;

		private boolean journalContent;

		private List<Fault> faults = List.of();

		private @Nullable Recordings recordings;

		private Builder() {
		}

		/**
		 * Set the address to listen on, 127.0.0.1 by default. As on a real server, an
		 * address that other machines can reach has the effect that any {@code Host}
		 * header is accepted.
		 * @param host an address or a name of this machine; {@code 0.0.0.0} for all
		 * addresses, for example in a container
		 * @return this builder
		 */
		public Builder host(String host) {
			this.host = host;
			return this;
		}

		/**
		 * Set the port to listen on.
		 * @param port the port; zero, the default, selects a free one
		 * @return this builder
		 */
		public Builder port(int port) {
			this.port = port;
			return this;
		}

		/**
		 * Install models. The first call of this method or of
		 * {@link #model(String, String...)} replaces the
		 * {@linkplain MockOllamaServer#DEFAULT_MODELS defaults}, further calls add
		 * models. The name decides what a model can do: models whose names start with
		 * {@code qwen3} or {@code deepseek-r1} think.
		 * @param names the names; a name without a tag means {@code :latest}
		 * @return this builder
		 * @throws IllegalArgumentException if a name is not valid
		 */
		public Builder models(String... names) {
			for (String name : names) {
				this.models.add(MockModel.of(name));
			}
			return this;
		}

		/**
		 * Install a model with the given capabilities.
		 * @param name the name; a name without a tag means {@code :latest}
		 * @param capabilities the names that Ollama uses: {@code completion},
		 * {@code thinking}, {@code insert}, {@code vision}
		 * @return this builder
		 * @throws IllegalArgumentException if the name is not valid
		 */
		public Builder model(String name, String... capabilities) {
			this.models.add(new MockModel(name, List.of(capabilities)));
			return this;
		}

		/**
		 * Add models that {@code POST /api/pull} can install. Pulling a model that is
		 * installed already succeeds as well. Any other pull fails as on a server without
		 * a network, which is the default. The name decides what a model can do.
		 * @param names the names; a name without a tag means {@code :latest}
		 * @return this builder
		 * @throws IllegalArgumentException if a name is not valid
		 */
		public Builder pullable(String... names) {
			for (String name : names) {
				this.pullable.add(MockModel.of(name));
			}
			return this;
		}

		/**
		 * Set how long to wait between two chunks of a generated stream, and between two
		 * lines of a pull. An answer that is not streamed is sent when its stream would
		 * have ended.
		 * @param tokenPause the time between two chunks; zero, the default, does not wait
		 * @return this builder
		 */
		public Builder tokenPause(Duration tokenPause) {
			this.tokenPause = tokenPause;
			return this;
		}

		/**
		 * Set how many generations run at a time, including stalled ones. Further ones
		 * wait. The same as {@code OLLAMA_NUM_PARALLEL} of a real server.
		 * @param numParallel the number; zero, the default, means no limit
		 * @return this builder
		 */
		public Builder numParallel(int numParallel) {
			this.numParallel = numParallel;
			return this;
		}

		/**
		 * Set how many generations may wait. Further ones are refused with status 503.
		 * The same as {@code OLLAMA_MAX_QUEUE} of a real server. Has no effect unless
		 * {@link #numParallel(int)} is set.
		 * @param maxQueue the number; zero, the default, means that none may wait
		 * @return this builder
		 */
		public Builder maxQueue(int maxQueue) {
			this.maxQueue = maxQueue;
			return this;
		}

		/**
		 * Refuse {@code POST /api/generate} requests that no enqueued answer is for,
		 * instead of generating an answer.
		 * @return this builder
		 */
		public Builder scriptedOnly() {
			this.scriptedOnly = true;
			return this;
		}

		/**
		 * Set the faults of {@code POST /api/generate} requests, from the start and after
		 * each {@linkplain MockOllamaServer#reset() reset}.
		 * @param faults the faults; none, the default, has the effect that nothing fails
		 * @return this builder
		 */
		public Builder faults(MockFault... faults) {
			this.faults = Arrays.stream(faults).map(MockFault::fault).toList();
			return this;
		}

		/**
		 * Include request bodies in the {@link MockOllamaServer#journal() journal}, with
		 * prompts and images.
		 * @return this builder
		 */
		public Builder journalContent() {
			this.journalContent = true;
			return this;
		}

		/**
		 * Answer requests from recordings of a real server, or record one. A request for
		 * which an answer is enqueued gets that answer.
		 * @param recordings the recordings; null, the default, generates answers
		 * @return this builder
		 */
		public Builder recordings(@Nullable Recordings recordings) {
			this.recordings = recordings;
			return this;
		}

		/**
		 * Start the server.
		 * @return the running server
		 * @throws IllegalArgumentException if the host is unknown
		 * @throws IllegalStateException if the port is in use, the host is not an address
		 * of this machine, or a recording is not valid; the message names it
		 */
		public MockOllamaServer start() {
			BindAddress address = BindAddress.of(this.host);
			AccessRules access = new AccessRules(address.isLoopback() ? AllowedHosts.ofThisMachine() : null);
			List<MockModel> installed = this.models.isEmpty()
					? MockOllamaServer.DEFAULT_MODELS.stream().map(MockModel::of).toList() : List.copyOf(this.models);
			List<MockModel> registry = List.copyOf(this.pullable);
			Duration pause = this.tokenPause;
			ActiveFaults active = new ActiveFaults(this.faults);
			Dispatcher dispatcher = new Dispatcher(access, () -> new Routes(installed, registry, pause),
					new RunQueue(this.numParallel, this.maxQueue), new Journal(this.journalContent), this.scriptedOnly,
					active);
			dispatcher.answerFrom((this.recordings != null) ? this.recordings.open() : null);
			return new MockOllamaServer(new Transport(address, this.port, dispatcher, active), dispatcher, active,
					this.recordings);
		}

	}

}
