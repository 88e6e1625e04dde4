package io.github.ollamagenerate.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import reactor.core.publisher.Flux;

/**
 * Program that runs one contender against one scenario and prints what it cost: CPU time
 * and allocated bytes of the whole process, per token.
 */
final class ClientProgram {

	private static final int WARM_UP_STREAMS = 15_000;

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private ClientProgram() {
	}

	public static void main(String[] arguments) throws IOException {
		Scenario scenario = Scenario.valueOf(arguments[0]);
		Contender contender = Objects.requireNonNull(Contenders.ALL.get(arguments[1])).apply(arguments[2]);
		warmUp(contender);
		Received received = new Received();
		long cpu = cpu();
		long bytes = allocatedBytes();
		long start = System.nanoTime();
		for (int repetition = 0; repetition < scenario.repetitions; repetition++) {
			streams(contender, scenario.streams, "measured", received);
		}
		double units = (scenario == Scenario.SHORT || scenario == Scenario.CONTEXT) ? scenario.repetitions
				: Math.max(1, received.tokens());
		double cpuMicros = (cpu() - cpu) / 1000.0 / units;
		double allocated = (allocatedBytes() - bytes) / units;
		double seconds = (System.nanoTime() - start) / 1e9;
		long expected = (long) scenario.streams * scenario.repetitions;
		System.out.printf(Locale.ROOT, "RESULT %.4f %.1f %.3f %.3f %.1f %.4f %.2f%n", cpuMicros, allocated,
				received.delayMillis(0.5), received.delayMillis(0.99), residentMegabytes(),
				received.tokens() / (double) (expected * scenario.tokens)
						- (expected - received.ends()) / (double) expected,
				seconds);
		System.exit(0);
	}

	// until the JIT is done with the way of a request and of a token
	private static void warmUp(Contender contender) {
		Received ignored = new Received();
		for (int stream = 0; stream < WARM_UP_STREAMS; stream++) {
			streams(contender, 1, TokenServer.SHORT_WARM_UP, ignored);
			if (stream % 10 == 0) {
				streams(contender, 1, TokenServer.LONG_WARM_UP, ignored);
			}
		}
	}

	private static void streams(Contender contender, int streams, String prompt, Received received) {
		Flux.range(0, streams)
			.flatMap((stream) -> Flux.from(contender.send(prompt, received)).then().onErrorComplete((ex) -> {
				received.failure(ex);
				return true;
			}), streams)
			.then()
			.block(PATIENCE);
	}

	private static long cpu() {
		return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
	}

	private static long allocatedBytes() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long sum = 0;
		for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
			sum += Math.max(0, bytes);
		}
		return sum;
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
