package io.github.ollamagenerate.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.ollamagenerate.test.internal.dispatch.Dispatcher;
import io.github.ollamagenerate.test.internal.dispatch.Journal;
import io.github.ollamagenerate.test.internal.dispatch.RunQueue;
import io.github.ollamagenerate.test.internal.endpoint.Routes;
import io.github.ollamagenerate.test.internal.http.AccessRules;
import io.github.ollamagenerate.test.internal.http.AllowedHosts;
import io.github.ollamagenerate.test.internal.http.BindAddress;
import io.github.ollamagenerate.test.internal.http.Transport;
import io.github.ollamagenerate.test.internal.model.MockModel;

/**
 * Settings of a {@link MockOllamaServer}.
 */
public final class MockOllamaServerBuilder {

	private final List<MockModel> models = new ArrayList<>();

	private final List<MockModel> pullable = new ArrayList<>();

	private String host = "127.0.0.1";

	private int port;

	private Duration tokenPause = Duration.ZERO;

	private int numParallel;

	private int maxQueue;

	private boolean scriptedOnly;

	private boolean journalContent;

	MockOllamaServerBuilder() {
	}

	/**
	 * Listens on another address than 127.0.0.1. As on a real server, one that other
	 * machines can reach has the effect that any {@code Host} header is accepted.
	 * @param host an address or a name of this machine; {@code 0.0.0.0}, made for
	 * containers, for all addresses
	 * @return this builder
	 */
	public MockOllamaServerBuilder host(String host) {
		this.host = host;
		return this;
	}

	/**
	 * Listens on a fixed port.
	 * @param port the port; zero, the default, takes a free one
	 * @return this builder
	 */
	public MockOllamaServerBuilder port(int port) {
		this.port = port;
		return this;
	}

	/**
	 * Installs models. The first call of this method or of
	 * {@link #model(String, String...)} replaces the
	 * {@linkplain MockOllamaServer#DEFAULT_MODELS default ones}, further calls add. What
	 * a model can do is taken from its name: those that start with {@code qwen3} or
	 * {@code deepseek-r1} think.
	 * @param names the names; one without a tag means {@code :latest}
	 * @return this builder
	 * @throws IllegalArgumentException if Ollama would take one for no name
	 */
	public MockOllamaServerBuilder models(String... names) {
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
	public MockOllamaServerBuilder model(String name, String... capabilities) {
		this.models.add(new MockModel(name, List.of(capabilities)));
		return this;
	}

	/**
	 * Adds models that a registry would have: {@code POST /api/pull} installs them, as it
	 * does those that are installed already. Each other pull fails as on a server without
	 * a network, which is what the server is without a call of this method. What a model
	 * can do is taken from its name.
	 * @param names the names; one without a tag means {@code :latest}
	 * @return this builder
	 * @throws IllegalArgumentException if Ollama would take one for no name
	 */
	public MockOllamaServerBuilder pullable(String... names) {
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
	public MockOllamaServerBuilder tokenPause(Duration tokenPause) {
		this.tokenPause = tokenPause;
		return this;
	}

	/**
	 * Lets only so many generations run at a time, stalled ones included; others wait.
	 * {@code OLLAMA_NUM_PARALLEL} of a real server.
	 * @param numParallel the number; zero, the default, for no limit
	 * @return this builder
	 */
	public MockOllamaServerBuilder numParallel(int numParallel) {
		this.numParallel = numParallel;
		return this;
	}

	/**
	 * Lets so many generations wait for those that run, and refuses further ones with
	 * status 503. {@code OLLAMA_MAX_QUEUE} of a real server; without effect unless
	 * {@link #numParallel(int)} is set.
	 * @param maxQueue the number; zero, the default, lets none wait
	 * @return this builder
	 */
	public MockOllamaServerBuilder maxQueue(int maxQueue) {
		this.maxQueue = maxQueue;
		return this;
	}

	/**
	 * Refuses {@code POST /api/generate} requests that no enqueued answer is for, in
	 * place of answering them by itself.
	 * @return this builder
	 */
	public MockOllamaServerBuilder scriptedOnly() {
		this.scriptedOnly = true;
		return this;
	}

	/**
	 * Puts request bodies into the {@link MockOllamaServer#journal() journal}, prompts
	 * and images included.
	 * @return this builder
	 */
	public MockOllamaServerBuilder journalContent() {
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
		List<MockModel> installed = this.models.isEmpty()
				? MockOllamaServer.DEFAULT_MODELS.stream().map(MockModel::of).toList() : List.copyOf(this.models);
		List<MockModel> registry = List.copyOf(this.pullable);
		Duration pause = this.tokenPause;
		Dispatcher dispatcher = new Dispatcher(access, () -> new Routes(installed, registry, pause),
				new RunQueue(this.numParallel, this.maxQueue), new Journal(this.journalContent), this.scriptedOnly);
		return new MockOllamaServer(new Transport(address, this.port, dispatcher), dispatcher);
	}

}
