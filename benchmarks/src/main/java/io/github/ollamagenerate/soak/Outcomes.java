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

package io.github.ollamagenerate.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * How the calls ended, as their callers saw it.
 */
final class Outcomes {

	static final String SUCCESS = "SUCCESS/none";

	static final String CANCELLED = "CANCELLED/none";

	private static final int MAX_WRONG = 20;

	private final Map<String, LongAdder> seen = new ConcurrentSkipListMap<>();

	private final Map<Scenario, LongAdder> calls = new ConcurrentSkipListMap<>();

	private final List<String> wrong = new ArrayList<>();

	// the caller cancelled just when the end came: each side may see another one first
	private final LongAdder undecided = new LongAdder();

	void end(Scenario scenario, String outcome, boolean disturbed, String circumstances, @Nullable Throwable failure) {
		this.calls.computeIfAbsent(scenario, (key) -> new LongAdder()).increment();
		this.seen.computeIfAbsent(outcome, (key) -> new LongAdder()).increment();
		boolean isRight = outcome.equals(scenario.outcome())
				|| (disturbed && scenario.outcomesIfDisturbed().contains(outcome));
		if (!isRight) {
			wrong(scenario + " ended with " + outcome + " (" + circumstances + "): " + failure);
		}
	}

	void undecided() {
		this.undecided.increment();
	}

	void wrong(String what) {
		synchronized (this.wrong) {
			if (this.wrong.size() < MAX_WRONG) {
				this.wrong.add(what);
			}
		}
	}

	static String of(Throwable failure) {
		if (failure instanceof GenerateResponseException response) {
			return "ERROR/" + ((response.status() >= 300) ? response.status() : "stream_error");
		}
		if (failure instanceof GenerateTimeoutException) {
			return "ERROR/timeout";
		}
		if (failure instanceof TruncatedResponseException) {
			return "ERROR/truncated";
		}
		if (failure instanceof UnreadableResponseException) {
			return "ERROR/decode";
		}
		return (failure instanceof GenerateRequestException) ? "ERROR/connect" : "ERROR/_OTHER";
	}

	/**
	 * Return what is wrong: calls that ended otherwise than they should, and meters that
	 * do not agree with the callers.
	 */
	List<String> problems(MeterRegistry registry) {
		List<String> problems = new ArrayList<>(this.wrong);
		Map<String, Long> meters = new TreeMap<>();
		for (Timer timer : registry.find("ollama.client.generate.operation").timers()) {
			String outcome = timer.getId().getTag("outcome") + "/" + timer.getId().getTag("error.type");
			meters.merge(outcome, timer.count(), Long::sum);
		}
		Map<String, Long> callers = new TreeMap<>();
		this.seen.forEach((outcome, count) -> callers.put(outcome, count.sum()));
		System.out.println("calls    " + this.calls);
		System.out.println("callers  " + callers);
		System.out.println("meters   " + meters);
		long sum = meters.values().stream().mapToLong(Long::longValue).sum();
		if (sum != callers.values().stream().mapToLong(Long::longValue).sum()) {
			problems.add("The meters have counted " + sum + " calls");
		}
		long different = callers.entrySet()
			.stream()
			.mapToLong((seen) -> Math.abs(seen.getValue() - meters.getOrDefault(seen.getKey(), 0L)))
			.sum();
		if (different > 2 * this.undecided.sum()) {
			problems.add("The meters have other outcomes than the callers");
		}
		int active = registry.find("ollama.client.generate.operation.active")
			.longTaskTimers()
			.stream()
			.mapToInt((timer) -> timer.activeTasks())
			.sum();
		if (active != 0) {
			problems.add(".active is " + active);
		}
		return problems;
	}

}
