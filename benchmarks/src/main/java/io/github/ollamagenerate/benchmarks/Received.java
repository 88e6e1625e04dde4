package io.github.ollamagenerate.benchmarks;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

import org.jspecify.annotations.Nullable;

/**
 * What all streams of a run have delivered to the caller: the text of each token, from
 * which the delay is read, and the metrics of the end.
 */
final class Received {

	private static final int MICROS_PER_BUCKET = 20;

	private final AtomicLong tokens = new AtomicLong();

	private final AtomicLong characters = new AtomicLong();

	private final AtomicInteger ends = new AtomicInteger();

	private final AtomicInteger failures = new AtomicInteger();

	private final AtomicLongArray delays = new AtomicLongArray(100_000);

	/**
	 * Take the text of a token.
	 * @param text a space and the time at which the server made it
	 */
	void token(String text) {
		if (text.isEmpty()) {
			return;
		}
		this.tokens.incrementAndGet();
		this.characters.addAndGet(text.length());
		long delay = System.nanoTime() - Long.parseLong(text, 1, text.length(), 10);
		int bucket = (int) Math.min(this.delays.length() - 1, Math.max(0, delay / 1000 / MICROS_PER_BUCKET));
		this.delays.incrementAndGet(bucket);
	}

	/**
	 * Take a whole answer.
	 * @param text the texts of all tokens, whose delays mean nothing any more
	 */
	void whole(String text) {
		this.tokens.addAndGet(text.length() / 17);
		this.characters.addAndGet(text.length());
	}

	void end(@Nullable Integer evalCount) {
		if (evalCount == null || evalCount <= 0) {
			failure(new IllegalStateException("No metrics at the end"));
		}
		else {
			this.ends.incrementAndGet();
		}
	}

	void failure(Throwable ex) {
		if (this.failures.getAndIncrement() == 0) {
			ex.printStackTrace();
		}
	}

	long tokens() {
		return this.tokens.get();
	}

	int ends() {
		return this.ends.get();
	}

	int failures() {
		return this.failures.get();
	}

	/**
	 * Return the delay that so many of the tokens do not exceed, in milliseconds.
	 */
	double delayMillis(double quantile) {
		long rest = (long) (this.tokens.get() * quantile);
		for (int bucket = 0; bucket < this.delays.length(); bucket++) {
			rest -= this.delays.get(bucket);
			if (rest < 0) {
				return (bucket + 0.5) * MICROS_PER_BUCKET / 1000;
			}
		}
		return Double.NaN;
	}

}
