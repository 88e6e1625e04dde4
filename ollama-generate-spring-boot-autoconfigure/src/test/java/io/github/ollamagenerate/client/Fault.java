package io.github.ollamagenerate.client;

import java.util.function.Consumer;
import java.util.function.Function;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateTimeouts;
import io.github.ollamagenerate.test.MockAnswer;
import org.jspecify.annotations.Nullable;

/**
 * A row of the fault matrix: what happens, and what the caller gets.
 *
 * @param name what happens
 * @param arrangement makes it happen, and returns the address to ask
 * @param timeouts the timeouts of the request
 * @param type the exception, {@code null} if the answer comes all the same
 * @param says a part of its message
 * @param status its status, if it has one
 * @param serverText its text of the server, if it has one
 * @param text the text of the answer, or what had arrived of it
 * @param errorType the tag of the meter
 * @param attempts how often the request is sent
 * @param requests how often the server sees it
 */
record Fault(String name, Function<FaultServers, String> arrangement, Consumer<GenerateTimeouts.Builder> timeouts,
		@Nullable Class<? extends GenerateException> type, @Nullable String says, @Nullable Integer status,
		@Nullable String serverText, @Nullable String text, String errorType, int attempts, int requests) {

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

	static Fault of(String name, Function<FaultServers, String> arrangement) {
		return new Fault(name, arrangement, (timeouts) -> {
		}, null, null, null, null, null, "none", 1, 1);
	}

	Fault fails(Class<? extends GenerateException> type, String errorType, String says) {
		return new Fault(this.name, this.arrangement, this.timeouts, type, says, this.status, this.serverText,
				this.text, errorType, this.attempts, this.requests);
	}

	Fault server(int status, @Nullable String serverText) {
		return new Fault(this.name, this.arrangement, this.timeouts, this.type, this.says, status, serverText,
				this.text, this.errorType, this.attempts, this.requests);
	}

	Fault text(String text) {
		return new Fault(this.name, this.arrangement, this.timeouts, this.type, this.says, this.status, this.serverText,
				text, this.errorType, this.attempts, this.requests);
	}

	Fault timeouts(Consumer<GenerateTimeouts.Builder> timeouts) {
		return new Fault(this.name, this.arrangement, timeouts, this.type, this.says, this.status, this.serverText,
				this.text, this.errorType, this.attempts, this.requests);
	}

	Fault tried(int attempts, int requests) {
		return new Fault(this.name, this.arrangement, this.timeouts, this.type, this.says, this.status, this.serverText,
				this.text, this.errorType, attempts, requests);
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
