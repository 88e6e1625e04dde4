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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;

/**
 * What was requested and how it was answered, for people who look for the reason of a
 * failed test.
 */
public final class Journal {

	static final int CAPACITY = 100;

	private final Deque<String> entries = new ArrayDeque<>();

	private final boolean content;

	private int count;

	/**
	 * Create an empty journal.
	 * @param content whether request bodies are part of it
	 */
	public Journal(boolean content) {
		this.content = content;
	}

	void add(ReceivedRequest request, HttpAnswer answer, String origin) {
		String faults = request.faults().faults().isEmpty() ? "" : ", with " + request.faults();
		String entry = request + " -> " + answer + ", " + origin + faults
				+ (this.content ? "\n     " + request.body() : "");
		synchronized (this) {
			// a load test makes millions of requests, and its memory must stay flat
			if (this.entries.size() == CAPACITY) {
				this.entries.removeFirst();
			}
			this.entries.addLast(++this.count + ". " + entry);
		}
	}

	public synchronized List<String> lines() {
		List<String> lines = new ArrayList<>(this.entries);
		if (this.count > lines.size()) {
			lines.add(0, "... " + (this.count - lines.size()) + " earlier ones");
		}
		return lines;
	}

	synchronized void reset() {
		this.entries.clear();
		this.count = 0;
	}

}
