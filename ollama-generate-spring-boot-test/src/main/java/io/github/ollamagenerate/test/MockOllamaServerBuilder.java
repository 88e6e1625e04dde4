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
 * Builder of a {@link MockOllamaServer}.
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
	 * Set the address to listen on, 127.0.0.1 by default. As on a real server, an address
	 * that other machines can reach has the effect that any {@code Host} header is
	 * accepted.
	 * @param host an address or a name of this machine; {@code 0.0.0.0} for all
	 * addresses, for example in a container
	 * @return this builder
	 */
	public MockOllamaServerBuilder host(String host) {
		this.host = host;
		return this;
	}

	/**
	 * Set the port to listen on.
	 * @param port the port; zero, the default, selects a free one
	 * @return this builder
	 */
	public MockOllamaServerBuilder port(int port) {
		this.port = port;
		return this;
	}

	/**
	 * Install models. The first call of this method or of
	 * {@link #model(String, String...)} replaces the
	 * {@linkplain MockOllamaServer#DEFAULT_MODELS defaults}, further calls add models.
	 * The name decides what a model can do: models whose names start with {@code qwen3}
	 * or {@code deepseek-r1} think.
	 * @param names the names; a name without a tag means {@code :latest}
	 * @return this builder
	 * @throws IllegalArgumentException if a name is not valid
	 */
	public MockOllamaServerBuilder models(String... names) {
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
	public MockOllamaServerBuilder model(String name, String... capabilities) {
		this.models.add(new MockModel(name, List.of(capabilities)));
		return this;
	}

	/**
	 * Add models that {@code POST /api/pull} can install. Pulling a model that is
	 * installed already succeeds as well. Any other pull fails as on a server without a
	 * network, which is the default. The name decides what a model can do.
	 * @param names the names; a name without a tag means {@code :latest}
	 * @return this builder
	 * @throws IllegalArgumentException if a name is not valid
	 */
	public MockOllamaServerBuilder pullable(String... names) {
		for (String name : names) {
			this.pullable.add(MockModel.of(name));
		}
		return this;
	}

	/**
	 * Set how long to wait between two chunks of a generated stream, and between two
	 * lines of a pull. An answer that is not streamed is sent when its stream would have
	 * ended.
	 * @param tokenPause the time between two chunks; zero, the default, does not wait
	 * @return this builder
	 */
	public MockOllamaServerBuilder tokenPause(Duration tokenPause) {
		this.tokenPause = tokenPause;
		return this;
	}

	/**
	 * Set how many generations run at a time, including stalled ones. Further ones wait.
	 * The same as {@code OLLAMA_NUM_PARALLEL} of a real server.
	 * @param numParallel the number; zero, the default, means no limit
	 * @return this builder
	 */
	public MockOllamaServerBuilder numParallel(int numParallel) {
		this.numParallel = numParallel;
		return this;
	}

	/**
	 * Set how many generations may wait. Further ones are refused with status 503. The
	 * same as {@code OLLAMA_MAX_QUEUE} of a real server. Has no effect unless
	 * {@link #numParallel(int)} is set.
	 * @param maxQueue the number; zero, the default, means that none may wait
	 * @return this builder
	 */
	public MockOllamaServerBuilder maxQueue(int maxQueue) {
		this.maxQueue = maxQueue;
		return this;
	}

	/**
	 * Refuse {@code POST /api/generate} requests that no enqueued answer is for, instead
	 * of generating an answer.
	 * @return this builder
	 */
	public MockOllamaServerBuilder scriptedOnly() {
		this.scriptedOnly = true;
		return this;
	}

	/**
	 * Include request bodies in the {@link MockOllamaServer#journal() journal}, with
	 * prompts and images.
	 * @return this builder
	 */
	public MockOllamaServerBuilder journalContent() {
		this.journalContent = true;
		return this;
	}

	/**
	 * Start the server.
	 * @return the running server
	 * @throws IllegalArgumentException if the host is unknown
	 * @throws IllegalStateException if the port is in use or the host is not an address
	 * of this machine; the message names it
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
