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

package io.github.ollamagenerate.test.internal.dispatch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

import io.github.ollamagenerate.test.internal.Refusal;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import org.jspecify.annotations.Nullable;

/**
 * The enqueued answers that wait for their request, and the requests that none of them
 * was for.
 */
public final class EnqueuedAnswers {

	/** A status that no real server sends and no client tries again. */
	private static final int NOT_IMPLEMENTED = 501;

	private final List<EnqueuedAnswer> waiting = new ArrayList<>();

	private final List<String> mismatches = new ArrayList<>();

	private int enqueued;

	public synchronized void add(String path, @Nullable Consumer<ReceivedRequest> expectation, ScriptedAnswer answer) {
		this.waiting.add(new EnqueuedAnswer(++this.enqueued, path, expectation, answer));
	}

	/**
	 * Take the first answer that is for a request.
	 * @param request the request
	 * @param required whether a request that finds no answer waiting is a mismatch too
	 * @return the answer, or null if none waits for this path
	 * @throws Refusal if answers wait for this path and none is for this request
	 */
	synchronized @Nullable EnqueuedAnswer take(ReceivedRequest request, boolean required) {
		List<String> objections = new ArrayList<>();
		for (Iterator<EnqueuedAnswer> answers = this.waiting.iterator(); answers.hasNext();) {
			EnqueuedAnswer answer = answers.next();
			if (answer.path().equals(request.path())) {
				String objection = answer.objection(request);
				if (objection == null) {
					answers.remove();
					return answer;
				}
				objections.add(answer + " expected another request: " + objection);
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
		return this.waiting.stream().anyMatch((answer) -> answer.path().equals(path));
	}

	/** What went wrong so far, a line or more each; empty if nothing did. */
	public synchronized List<String> problems() {
		List<String> problems = new ArrayList<>(this.mismatches);
		this.waiting.forEach((answer) -> problems.add("Expected a request for " + answer + ", but none came"));
		return problems;
	}

	synchronized void reset() {
		this.waiting.clear();
		this.mismatches.clear();
		this.enqueued = 0;
	}

}
