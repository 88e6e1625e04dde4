package io.github.ollamagenerate.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.context.metrics.buffering.StartupTimeline.TimelineEvent;
import org.springframework.context.annotation.Configuration;

/**
 * Program that measures what the starter adds to the refresh of a minimal application's
 * context: medians of fresh processes, with and without its auto-configurations in turn.
 */
final class StartUp {

	private static final int ROUNDS = 31;

	private StartUp() {
	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		if (arguments.length > 0) {
			System.out.println("REFRESH " + refreshMillis(Boolean.parseBoolean(arguments[0])));
			System.exit(0);
		}
		List<Long> with = new ArrayList<>();
		List<Long> without = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			with.add(inProcess(true));
			without.add(inProcess(false));
		}
		System.out.printf("Context refresh, median of %d: %d ms with the starter, %d ms without%n", ROUNDS,
				median(with), median(without));
	}

	private static long refreshMillis(boolean starter) {
		BufferingApplicationStartup startup = new BufferingApplicationStartup(10_000);
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setApplicationStartup(startup);
		application.run("--spring.main.banner-mode=off", "--logging.level.root=warn", "--ollama.generate.model=gemma3",
				"--spring.autoconfigure.exclude=" + (starter ? "" : ours()));
		return startup.getBufferedTimeline()
			.getEvents()
			.stream()
			.filter((event) -> event.getStartupStep().getName().equals("spring.context.refresh"))
			.map(TimelineEvent::getDuration)
			.findFirst()
			.orElseThrow()
			.toMillis();
	}

	private static String ours() {
		return ImportCandidates.load(AutoConfiguration.class, StartUp.class.getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.github.ollamagenerate."))
			.collect(Collectors.joining(","));
	}

	private static long inProcess(boolean starter) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), StartUp.class.getName(), String.valueOf(starter))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		long millis = process.inputReader()
			.lines()
			.filter((line) -> line.startsWith("REFRESH "))
			.mapToLong((line) -> Long.parseLong(line.substring("REFRESH ".length())))
			.findFirst()
			.orElseThrow();
		process.waitFor();
		return millis;
	}

	private static long median(List<Long> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
