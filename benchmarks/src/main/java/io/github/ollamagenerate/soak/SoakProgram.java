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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.convert.DurationStyle;

/**
 * Sends requests for the time in the system property {@code soak.duration}, 30 minutes by
 * default, on as many concurrent streams as {@code soak.streams} says, 1,000 by default.
 * Ends with status 1 if a call had the wrong outcome or something was left behind.
 */
public final class SoakProgram {

	private static final int CONTEXTS = 3;

	private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(5);

	// the server is restarted and a context is closed by turns
	private static final Duration DISTURBANCE = Duration.ofSeconds(10);

	// the client may notice late that the server has closed an idle connection
	private static final Duration LATE_CLOSE = Duration.ofSeconds(2);

	private static final Duration SETTLE = Duration.ofMinutes(1);

	// the threads of a closed context end within this time
	private static final Duration QUIET = Duration.ofSeconds(4);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry() {

		@Override
		public void close() {
			// each context would close it
		}

	};

	private final SoakServer server = new SoakServer();

	private final Outcomes outcomes = new Outcomes();

	private final AtomicReferenceArray<SoakContext> contexts = new AtomicReferenceArray<>(CONTEXTS);

	private volatile boolean restarting;

	private volatile long lastRestart = System.nanoTime();

	private int disturbances;

	private long calls;

	private SoakProgram() {
	}

	public static void main(String[] arguments) throws InterruptedException {
		Resources.watchTimers();
		Duration duration = DurationStyle.detectAndParse(System.getProperty("soak.duration", "30m"));
		List<String> problems = new SoakProgram().run(duration, Integer.getInteger("soak.streams", 1000));
		problems.forEach((problem) -> System.out.println("PROBLEM  " + problem));
		System.out.println(problems.isEmpty() ? "passed" : "failed");
		System.exit(problems.isEmpty() ? 0 : 1);
	}

	private List<String> run(Duration duration, int streams) throws InterruptedException {
		Duration warmUp = duration.dividedBy(4);
		warmUp = (warmUp.compareTo(LONGEST_WARM_UP) < 0) ? warmUp : LONGEST_WARM_UP;
		Resources before = phase(streams, warmUp);
		Resources after = phase(streams, duration.minus(warmUp));
		this.server.close();
		List<String> problems = new ArrayList<>(this.outcomes.problems(this.meters));
		problems.addAll(after.grownSince(before));
		return problems;
	}

	private Resources phase(int streams, Duration time) throws InterruptedException {
		for (int i = 0; i < CONTEXTS; i++) {
			this.contexts.set(i, new SoakContext(this.server.url(), this.meters));
		}
		ScheduledExecutorService disturber = Executors.newSingleThreadScheduledExecutor();
		disturber.scheduleWithFixedDelay(this::disturb, DISTURBANCE.toMillis(), DISTURBANCE.toMillis(),
				TimeUnit.MILLISECONDS);
		Calls calls = new Calls(() -> this.contexts.get(ThreadLocalRandom.current().nextInt(CONTEXTS)), this.outcomes,
				(start) -> this.restarting || start - this.lastRestart < LATE_CLOSE.toNanos());
		this.calls = calls.run(streams, this.calls, time);
		disturber.shutdown();
		disturber.awaitTermination(1, TimeUnit.MINUTES);
		for (int i = 0; i < CONTEXTS; i++) {
			this.contexts.getAndSet(i, null).close();
		}
		settle();
		Resources resources = Resources.now();
		System.out.println(this.calls + " calls, " + resources);
		return resources;
	}

	private void disturb() {
		try {
			if (this.disturbances++ % 2 == 0) {
				this.restarting = true;
				this.server.restart();
				this.lastRestart = System.nanoTime();
				this.restarting = false;
			}
			else {
				SoakContext next = new SoakContext(this.server.url(), this.meters);
				this.contexts.getAndSet(this.disturbances / 2 % CONTEXTS, next).close();
			}
		}
		catch (RuntimeException ex) {
			this.outcomes.wrong("Disturbance failed: " + ex);
		}
	}

	// until the last limits have run out and nothing ends any more
	private static void settle() throws InterruptedException {
		long end = System.nanoTime() + SETTLE.toNanos();
		int before = Integer.MAX_VALUE;
		int now = Thread.activeCount();
		while (System.nanoTime() - end < 0 && (now < before || Resources.pendingTimers() > 0)) {
			Thread.sleep(QUIET.toMillis());
			before = now;
			now = Thread.activeCount();
		}
	}

}
