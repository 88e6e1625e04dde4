package io.github.ollamagenerate.test;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * What was requested so far.
 */
final class RequestLog {

	static final int CAPACITY = 1_000;

	private static final int WAIT_SECONDS = 5;

	private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

	private final AtomicInteger generateCount = new AtomicInteger();

	private final BlockingQueue<ReceivedRequest> untaken = new LinkedBlockingQueue<>();

	void add(ReceivedRequest request, boolean generate) {
		this.counts.computeIfAbsent(request.path(), (path) -> new AtomicInteger()).incrementAndGet();
		if (generate) {
			this.generateCount.incrementAndGet();
			// nobody takes requests in a load test, and its memory must stay flat
			if (this.untaken.size() >= CAPACITY) {
				this.untaken.poll();
			}
			this.untaken.add(request);
		}
	}

	RecordedRequest take() {
		@Nullable ReceivedRequest request = null;
		try {
			request = this.untaken.poll(WAIT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (request == null) {
			throw new AssertionError("No further POST /api/generate request within " + WAIT_SECONDS + " s, "
					+ generateCount() + " seen in all");
		}
		return new RecordedRequest(request);
	}

	int generateCount() {
		return this.generateCount.get();
	}

	int count(String path) {
		AtomicInteger count = this.counts.get(path);
		return (count != null) ? count.get() : 0;
	}

}
