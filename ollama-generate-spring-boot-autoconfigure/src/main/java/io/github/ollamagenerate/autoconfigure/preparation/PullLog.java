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

package io.github.ollamagenerate.autoconfigure.preparation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

import io.github.ollamagenerate.server.PullProgress;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes the progress of one pull to the log, at most once a second.
 */
final class PullLog {

	private static final Log logger = LogFactory.getLog(PullLog.class);

	private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

	private final String model;

	private final LongSupplier clock;

	private final Map<String, PullProgress> parts = new HashMap<>();

	private final long start;

	private long loggedAt;

	private long loggedBytes = -1;

	/**
	 * Create a log.
	 * @param model the model
	 * @param clock nanoseconds, from any point on
	 */
	PullLog(String model, LongSupplier clock) {
		this.model = model;
		this.clock = clock;
		this.start = clock.getAsLong();
	}

	void progress(PullProgress progress) {
		if (progress.digest() == null || progress.total() == null) {
			return;
		}
		this.parts.put(progress.digest(), progress);
		long now = this.clock.getAsLong();
		if (this.loggedBytes < 0) {
			// what was there before is not this pull's
			this.loggedBytes = completed();
			this.loggedAt = now;
			logger.info("Pulling model '" + this.model + "'");
		}
		else if (now - this.loggedAt >= INTERVAL) {
			logger.info(line(now));
			this.loggedBytes = completed();
			this.loggedAt = now;
		}
	}

	private String line(long now) {
		long completed = completed();
		long total = total();
		long rate = Math.round((completed - this.loggedBytes) * 1e9 / (now - this.loggedAt));
		return "Pulling model '" + this.model + "': " + ((total > 0) ? completed * 100 / total : 0) + " %, "
				+ bytes(completed) + " of " + bytes(total) + ", " + bytes(rate) + "/s";
	}

	void success() {
		long seconds = Duration.ofNanos(this.clock.getAsLong() - this.start).toSeconds();
		logger.info("Pulled model '" + this.model + "': " + bytes(total()) + " in " + seconds + " s");
	}

	private long completed() {
		return this.parts.values()
			.stream()
			.mapToLong((part) -> (part.completed() != null) ? part.completed() : 0)
			.sum();
	}

	private long total() {
		return this.parts.values().stream().mapToLong((part) -> (part.total() != null) ? part.total() : 0).sum();
	}

	private static String bytes(long bytes) {
		if (bytes < 1_000_000) {
			return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
		}
		return (bytes < 1_000_000_000) ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
				: String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
	}

}
