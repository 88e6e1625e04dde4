package io.github.ollamagenerate.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
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

	private StartUp() {
	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		if (arguments.length > 0) {
			Refresh refresh = refresh(Boolean.parseBoolean(arguments[0]));
			System.out.println("REFRESH " + refresh.elapsed() + " " + refresh.cpu());
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
	}

	private static void print(String what, List<Refresh> with, List<Refresh> without, ToLongFunction<Refresh> nanos) {
		double starter = medianMillis(with, nanos);
		double none = medianMillis(without, nanos);
		System.out.printf("Context refresh, %s, median of %d: %.0f ms with the starter, %.0f ms without: %.0f ms%n",
				what, ROUNDS, starter, none, starter - none);
	}

	private static Refresh refresh(boolean starter) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setApplicationContextFactory((type) -> new TimedContext());
		return ((TimedContext) application.run("--spring.main.banner-mode=off", "--logging.level.root=warn",
				"--ollama.generate.model=gemma3", "--spring.autoconfigure.exclude=" + (starter ? "" : ours()))).refresh;
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
		String[] nanos = process.inputReader()
			.lines()
			.filter((line) -> line.startsWith("REFRESH "))
			.findFirst()
			.orElseThrow()
			.split(" ");
		process.waitFor();
		return new Refresh(Long.parseLong(nanos[1]), Long.parseLong(nanos[2]));
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
	 */
	private record Refresh(long elapsed, long cpu) {
	}

	private static final class TimedContext extends AnnotationConfigApplicationContext {

		private Refresh refresh = new Refresh(0, 0);

		@Override
		public void refresh() {
			ThreadMXBean threads = ManagementFactory.getThreadMXBean();
			long start = System.nanoTime();
			long cpu = threads.getCurrentThreadCpuTime();
			super.refresh();
			this.refresh = new Refresh(System.nanoTime() - start, threads.getCurrentThreadCpuTime() - cpu);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
