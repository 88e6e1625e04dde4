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

package io.github.ollamagenerate.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

import javax.management.JMException;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Program that runs one contender against the scenarios that are named on its standard
 * input, and prints what each cost: CPU time and allocated bytes of the whole process,
 * per token.
 */
final class ClientProgram {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(60);

	private static final Duration LONGEST_REHEARSAL = Duration.ofSeconds(20);

	// between the starts of two streams, for clients do not come all at once
	private static final Duration APART = Duration.ofNanos(500_000);

	private ClientProgram() {
	}

	/**
	 * Run.
	 * @param arguments the name of the contender, and the URL of the server
	 */
	public static void main(String[] arguments) throws IOException {
		Contender contender = Objects.requireNonNull(Contenders.ALL.get(arguments[0])).apply(arguments[1]);
		long idleHeap = liveHeap();
		warmUp(contender);
		System.out.printf("READY %s, %s%n", Runtime.version(), System.getProperty("java.vm.name"));
		BufferedReader scenarios = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
		String scenario = scenarios.readLine();
		while (scenario != null) {
			measure(contender, Scenario.valueOf(scenario), idleHeap);
			scenario = scenarios.readLine();
		}
		System.exit(0);
	}

	private static void measure(Contender contender, Scenario scenario, long idleHeap) throws IOException {
		leadIn(contender, scenario);
		Received received = new Received();
		long cpu = cpu();
		long bytes = allocatedBytes();
		long start = System.nanoTime();
		double heldBytes = Double.NaN;
		for (int repetition = 0; repetition < scenario.repetitions; repetition++) {
			if (scenario == Scenario.HELD) {
				heldBytes = held(contender, scenario, received) - idleHeap;
			}
			else {
				streams(contender, scenario, received);
			}
		}
		double seconds = (System.nanoTime() - start) / 1e9;
		long expected = (long) scenario.streams * scenario.repetitions;
		double units = scenario.isPerCall() ? expected : Math.max(1, received.tokens());
		System.out.printf(Locale.ROOT, "RESULT %.4f %.1f %.3f %.3f %.3f %.1f %.7f %.2f %.1f%n",
				(cpu() - cpu) / 1000.0 / units, (allocatedBytes() - bytes) / units, received.firstMillis(0.5),
				received.delayMillis(0.5), received.delayMillis(0.99), residentMegabytes(),
				received.tokens() / (double) (expected * scenario.tokens)
						- (expected - received.ends()) / (double) expected,
				seconds, heldBytes / scenario.streams);
	}

	// what all streams keep when each has begun
	private static long held(Contender contender, Scenario scenario, Received received) {
		CompletableFuture<@Nullable Void> end = all(contender, scenario, scenario.streams, received).toFuture();
		while (received.begun() < scenario.streams && !end.isDone()) {
			LockSupport.parkNanos(10_000_000);
		}
		long bytes = liveHeap();
		end.join();
		return bytes;
	}

	// the client may have been idle for minutes, and floor and ours differ in what they
	// keep: ours closes its connections, and what the JIT has dropped it compiles again
	private static void leadIn(Contender contender, Scenario scenario) {
		Received ignored = new Received();
		if (scenario.streams > 1) {
			streams(contender, Scenario.OPENING, scenario.streams, ignored);
			return;
		}
		for (int repetition = 0; repetition < scenario.repetitions / 2; repetition++) {
			streams(contender, scenario, ignored);
		}
	}

	private static void warmUp(Contender contender) {
		Received ignored = new Received();
		long start = System.nanoTime();
		Runnable singleStreams = () -> {
			for (int stream = 0; stream < 6000; stream++) {
				streams(contender, Scenario.SHORT, ignored);
				if (stream % 60 == 0) {
					streams(contender, Scenario.FAST, ignored);
				}
			}
		};
		rehearse(LONGEST_WARM_UP, singleStreams);
		rehearse(LONGEST_REHEARSAL, () -> streams(contender, Scenario.REHEARSAL, ignored));
		// what the JIT has learned from many streams may make it compile for one again
		rehearse(LONGEST_REHEARSAL, singleStreams);
		System.err.printf("warm after %d s%n", (System.nanoTime() - start) / 1_000_000_000);
	}

	// until the JIT has had next to nothing to do, twice: its time is the process's too
	private static void rehearse(Duration longest, Runnable batch) {
		CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
		long end = System.nanoTime() + longest.toNanos();
		int quiet = 0;
		while (quiet < 2 && System.nanoTime() - end < 0) {
			long start = System.nanoTime();
			long compiling = compiler.getTotalCompilationTime();
			batch.run();
			compiling = compiler.getTotalCompilationTime() - compiling;
			quiet = (compiling * 1e6 < 0.05 * (System.nanoTime() - start)) ? quiet + 1 : 0;
		}
	}

	private static void streams(Contender contender, Scenario scenario, Received received) {
		streams(contender, scenario, scenario.streams, received);
	}

	private static void streams(Contender contender, Scenario scenario, int streams, Received received) {
		if (streams == 1) {
			stream(contender, scenario, received).block(PATIENCE);
			return;
		}
		all(contender, scenario, streams, received).block(PATIENCE);
	}

	private static Mono<Void> all(Contender contender, Scenario scenario, int streams, Received received) {
		return Flux.range(0, streams)
			.flatMap((stream) -> Mono.delay(APART.multipliedBy(stream))
				.then(onThread(contender, stream(contender, scenario, received))), streams)
			.then();
	}

	private static Mono<Void> onThread(Contender contender, Mono<Void> stream) {
		return (contender instanceof Contender.Threaded threaded) ? stream.subscribeOn(threaded.threads()) : stream;
	}

	private static Mono<Void> stream(Contender contender, Scenario scenario, Received received) {
		return Mono.defer(() -> Flux.from(contender.send(scenario.name(), received.stream())).then())
			.onErrorResume((ex) -> {
				received.failure(ex);
				return Mono.empty();
			});
	}

	/**
	 * Return the bytes that are left after a collection.
	 */
	static long liveHeap() {
		// the second one also frees what the first one enqueued for release
		System.gc();
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	/**
	 * Return the CPU time of this process, in nanoseconds.
	 */
	static long cpu() {
		return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
	}

	// Java 21 knows the sum; before, threads that have ended are missing
	private static long allocatedBytes() {
		try {
			return (long) ManagementFactory.getPlatformMBeanServer()
				.getAttribute(ManagementFactory.getThreadMXBean().getObjectName(), "TotalThreadAllocatedBytes");
		}
		catch (JMException ex) {
			ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
			return LongStream.of(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
				.filter((bytes) -> bytes > 0)
				.sum();
		}
	}

	private static double residentMegabytes() throws IOException {
		return Files.readAllLines(Path.of("/proc/self/status"))
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToDouble((line) -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
			.findFirst()
			.orElse(Double.NaN);
	}

}
