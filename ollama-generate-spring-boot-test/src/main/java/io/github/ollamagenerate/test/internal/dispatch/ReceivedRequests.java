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

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import org.jspecify.annotations.Nullable;

/**
 * What was requested so far, by path.
 */
public final class ReceivedRequests {

	static final int CAPACITY = 1_000;

	public static final int WAIT_SECONDS = 5;

	private final Map<String, Requests> byPath = new ConcurrentHashMap<>();

	void add(ReceivedRequest request) {
		of(request.path()).add(request);
	}

	/**
	 * Wait for the oldest request to a path that was not taken yet, null if none comes.
	 */
	public @Nullable ReceivedRequest take(String path) {
		try {
			return of(path).untaken.poll(WAIT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	public int count(String path) {
		Requests requests = this.byPath.get(path);
		return (requests != null) ? requests.count.get() : 0;
	}

	void reset() {
		this.byPath.clear();
	}

	private Requests of(String path) {
		return this.byPath.computeIfAbsent(path, (key) -> new Requests());
	}

	private static final class Requests {

		private final AtomicInteger count = new AtomicInteger();

		private final BlockingQueue<ReceivedRequest> untaken = new LinkedBlockingQueue<>();

		void add(ReceivedRequest request) {
			this.count.incrementAndGet();
			// nobody takes requests in a load test, and its memory must stay flat
			if (this.untaken.size() >= CAPACITY) {
				this.untaken.poll();
			}
			this.untaken.add(request);
		}

	}

}
