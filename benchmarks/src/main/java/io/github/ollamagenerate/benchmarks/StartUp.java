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

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Program that measures what the starter adds to the refresh of a minimal application's
 * context: medians of fresh processes, with and without its auto-configurations in turn.
 */
final class StartUp {

	private static final int ROUNDS = 31;

	// the classes of a minimal application end just below the size at which the JVM
	// collects for the first time: either of the two would have that pause by chance
	private static final String METASPACE = "-XX:MetaspaceSize=64m";

	private static final String CONTEXT_STEPS = "spring.context.";

	private StartUp() {
	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		if (arguments.length > 0) {
			Refresh refresh = refresh(Boolean.parseBoolean(arguments[0]));
			System.out.println("REFRESH " + refresh.elapsed() + " " + refresh.cpu());
			refresh.steps().forEach((name, nanos) -> System.out.println("STEP " + nanos + " " + name));
			System.exit(0);
		}
		List<Refresh> with = new ArrayList<>();
		List<Refresh> without = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			with.add(inProcess(true));
			without.add(inProcess(false));
		}
		print("elapsed", with, without, Refresh::elapsed);
		print("CPU of the thread", with, without, Refresh::cpu);
		printSteps(with, without);
	}

	private static void print(String what, List<Refresh> with, List<Refresh> without, ToLongFunction<Refresh> nanos) {
		double starter = medianMillis(with, nanos);
		double none = medianMillis(without, nanos);
		System.out.printf("Context refresh, %s, median of %d: %.0f ms with the starter, %.0f ms without: %.0f ms%n",
				what, ROUNDS, starter, none, starter - none);
	}

	private static void printSteps(List<Refresh> with, List<Refresh> without) {
		Set<String> none = without.get(0).steps().keySet();
		double beans = 0;
		double context = 0;
		double others = 0;
		for (String step : with.get(0).steps().keySet()) {
			double more = medianMillis(with, (refresh) -> refresh.steps().getOrDefault(step, 0L))
					- medianMillis(without, (refresh) -> refresh.steps().getOrDefault(step, 0L));
			if (!none.contains(step)) {
				beans += more;
			}
			else if (step.startsWith(CONTEXT_STEPS)) {
				context += more;
			}
			else {
				others += more;
			}
		}
		System.out.printf(
				"Its steps, elapsed, medians of %d: %.0f ms for beans that only the starter has, %.0f ms more for the context"
						+ " itself, %.0f ms more for beans that both have%n",
				ROUNDS, beans, context, others);
	}

	private static Refresh refresh(boolean starter) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setApplicationContextFactory((type) -> new TimedContext());
		BufferingApplicationStartup startup = new BufferingApplicationStartup(10_000);
		application.setApplicationStartup(startup);
		TimedContext context = (TimedContext) application.run("--spring.main.banner-mode=off",
				"--logging.level.root=warn", "--ollama.generate.model=gemma3",
				"--spring.autoconfigure.exclude=" + (starter ? "" : ours()));
		return new Refresh(context.elapsed, context.cpu, RefreshSteps.of(startup));
	}

	private static String ours() {
		return ImportCandidates.load(AutoConfiguration.class, StartUp.class.getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.github.ollamagenerate."))
			.collect(Collectors.joining(","));
	}

	private static Refresh inProcess(boolean starter) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				METASPACE, "-cp", System.getProperty("java.class.path"), StartUp.class.getName(),
				String.valueOf(starter))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		Map<String, Long> steps = new TreeMap<>();
		String[] refresh = {};
		for (String line : process.inputReader().lines().toList()) {
			String[] words = line.split(" ", 3);
			if (words[0].equals("REFRESH")) {
				refresh = words;
			}
			else if (words[0].equals("STEP")) {
				steps.put(words[2], Long.valueOf(words[1]));
			}
		}
		int exit = process.waitFor();
		if (refresh.length == 0) {
			throw new IllegalStateException("A start printed no figures and ended with " + exit);
		}
		return new Refresh(Long.parseLong(refresh[1]), Long.parseLong(refresh[2]), steps);
	}

	private static double medianMillis(List<Refresh> refreshes, ToLongFunction<Refresh> nanos) {
		return refreshes.stream().mapToLong(nanos).sorted().skip(refreshes.size() / 2).findFirst().orElseThrow() / 1e6;
	}

	/**
	 * What one refresh took.
	 *
	 * @param elapsed nanoseconds from its begin to its end
	 * @param cpu nanoseconds of the refreshing thread, which other load on the machine
	 * and the just-in-time compilers lengthen less
	 * @param steps nanoseconds of each of its steps
	 */
	private record Refresh(long elapsed, long cpu, Map<String, Long> steps) {
	}

	private static final class TimedContext extends AnnotationConfigApplicationContext {

		private long elapsed;

		private long cpu;

		@Override
		public void refresh() {
			ThreadMXBean threads = ManagementFactory.getThreadMXBean();
			long start = System.nanoTime();
			long cpuStart = threads.getCurrentThreadCpuTime();
			super.refresh();
			this.elapsed = System.nanoTime() - start;
			this.cpu = threads.getCurrentThreadCpuTime() - cpuStart;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
