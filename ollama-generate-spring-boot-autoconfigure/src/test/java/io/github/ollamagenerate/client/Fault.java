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

package io.github.ollamagenerate.client;

import java.util.function.Consumer;
import java.util.function.Function;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateTimeouts;
import io.github.ollamagenerate.test.MockAnswer;
import org.jspecify.annotations.Nullable;

/**
 * A row of the fault matrix: what happens, and what the caller gets.
 */
final class Fault implements Cloneable {

	private final String name;

	private final Function<FaultServers, String> arrangement;

	private Consumer<GenerateTimeouts.Builder> timeouts = (timeouts) -> {
	};

	private @Nullable Class<? extends GenerateException> type;

	private @Nullable String says;

	private @Nullable Integer status;

	private @Nullable String serverText;

	private @Nullable String text;

	private String errorType = "none";

	private int attempts = 1;

	private int requests = 1;

	private Fault(String name, Function<FaultServers, String> arrangement) {
		this.name = name;
		this.arrangement = arrangement;
	}

	/**
	 * A fault of a server that sends these answers, one to each request.
	 */
	static Fault of(String name, MockAnswer... answers) {
		return of(name, (servers) -> {
			for (MockAnswer answer : answers) {
				servers.ollama().enqueue(answer);
			}
			return servers.ollama().url();
		}).tried(answers.length, answers.length);
	}

	/**
	 * A fault of any other kind.
	 * @param name what happens
	 * @param arrangement makes it happen, and returns the address to ask
	 */
	static Fault of(String name, Function<FaultServers, String> arrangement) {
		return new Fault(name, arrangement);
	}

	/**
	 * The call fails; without this the answer comes all the same.
	 * @param type the exception
	 * @param errorType the tag of the meter
	 * @param says a part of the message
	 */
	Fault fails(Class<? extends GenerateException> type, String errorType, String says) {
		return with((fault) -> {
			fault.type = type;
			fault.errorType = errorType;
			fault.says = says;
		});
	}

	/**
	 * The exception carries a status and a text of the server.
	 */
	Fault server(int status, @Nullable String serverText) {
		return with((fault) -> {
			fault.status = status;
			fault.serverText = serverText;
		});
	}

	/**
	 * The text of the answer, or what had arrived of it.
	 */
	Fault text(String text) {
		return with((fault) -> fault.text = text);
	}

	/**
	 * The timeouts of the request.
	 */
	Fault timeouts(Consumer<GenerateTimeouts.Builder> timeouts) {
		return with((fault) -> fault.timeouts = timeouts);
	}

	/**
	 * How often the request is sent, and how often the server sees it.
	 */
	Fault tried(int attempts, int requests) {
		return with((fault) -> {
			fault.attempts = attempts;
			fault.requests = requests;
		});
	}

	private Fault with(Consumer<Fault> change) {
		try {
			Fault fault = (Fault) clone();
			change.accept(fault);
			return fault;
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String name() {
		return this.name;
	}

	Function<FaultServers, String> arrangement() {
		return this.arrangement;
	}

	Consumer<GenerateTimeouts.Builder> timeouts() {
		return this.timeouts;
	}

	@Nullable Class<? extends GenerateException> type() {
		return this.type;
	}

	@Nullable String says() {
		return this.says;
	}

	@Nullable Integer status() {
		return this.status;
	}

	@Nullable String serverText() {
		return this.serverText;
	}

	@Nullable String text() {
		return this.text;
	}

	String errorType() {
		return this.errorType;
	}

	int attempts() {
		return this.attempts;
	}

	int requests() {
		return this.requests;
	}

	/**
	 * The row in Markdown.
	 */
	String toMarkdown() {
		String outcome = (this.type != null) ? "`" + this.type.getSimpleName() + "`" : "the answer";
		return "| " + this.name + " | " + outcome + " | " + ((this.says != null) ? this.says : "") + " | "
				+ ((this.type == null) ? "all" : (this.text != null) ? "kept" : "none") + " | " + this.attempts + " | `"
				+ this.errorType + "` |";
	}

	@Override
	public String toString() {
		return this.name;
	}

}
