package io.github.ollamagenerate.test;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The enqueued answers that wait for their request, and the requests that none of them
 * was for.
 */
final class Scripts {

	/** A status that no real server sends and no client tries again. */
	private static final int NOT_IMPLEMENTED = 501;

	private final List<Script> waiting = new ArrayList<>();

	private final List<String> mismatches = new ArrayList<>();

	private int enqueued;

	synchronized void enqueue(String path, @Nullable Consumer<RecordedRequest> expectation, MockAnswer answer) {
		this.waiting.add(new Script(++this.enqueued, path, expectation, answer));
	}

	/**
	 * Takes the first script that the request fits.
	 * @param request the request
	 * @param required whether a request that finds no script waiting is a mismatch too
	 * @return the script, or null if none waits for this path
	 * @throws Refusal if scripts wait for this path and none is for this request
	 */
	synchronized @Nullable Script take(ReceivedRequest request, boolean required) {
		List<String> objections = new ArrayList<>();
		for (Iterator<Script> scripts = this.waiting.iterator(); scripts.hasNext();) {
			Script script = scripts.next();
			if (script.path().equals(request.path())) {
				String objection = script.objection(request);
				if (objection == null) {
					scripts.remove();
					return script;
				}
				objections.add(script + " expected another request: " + objection);
			}
		}
		if (!objections.isEmpty() || required) {
			throw mismatch(request, objections);
		}
		return null;
	}

	private Refusal mismatch(ReceivedRequest request, List<String> objections) {
		String reason = objections.isEmpty()
				? "No answer is enqueued for " + request + ", " + this.enqueued + " were enqueued in all"
				: "None of the enqueued answers is for " + request;
		this.mismatches.add(objections.isEmpty() ? reason : reason + ":\n    " + String.join("\n    ", objections));
		return new Refusal(NOT_IMPLEMENTED, "MockOllamaServer: " + reason);
	}

	synchronized boolean waitFor(String path) {
		return this.waiting.stream().anyMatch((script) -> script.path().equals(path));
	}

	/** What went wrong so far, a line or more each; empty if nothing did. */
	synchronized List<String> problems() {
		List<String> problems = new ArrayList<>(this.mismatches);
		this.waiting.forEach((script) -> problems.add("Expected a request for " + script + ", but none came"));
		return problems;
	}

	synchronized void reset() {
		this.waiting.clear();
		this.mismatches.clear();
		this.enqueued = 0;
	}

}
