package io.github.ollamagenerate.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the packaged sample with what was processed ahead of time: the bean definitions
 * by Spring, and from Java 25 on the classes by the JVM.
 */
@Timeout(180)
class AheadOfTimeIT {

	private static final Pattern PORT = Pattern.compile(".*Tomcat started on port (\\d+).*");

	private static final Path JAR = Path.of(System.getProperty("sample.jar"));

	@Test
	void beanDefinitionsMadeAheadOfTimeAnswer() throws Exception {
		assertThat(answer(List.of("-Dspring.aot.enabled=true", "-jar", JAR.toString())))
			.anyMatch((line) -> line.contains("Starting AOT-processed SampleApplication"));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "AOT caches of the JVM come with Java 25")
	void classesLoadedAheadOfTimeAnswer(@TempDir Path folder) throws Exception {
		run(List.of("-Djarmode=tools", "-jar", JAR.toString(), "extract", "--destination", folder.toString()));
		String jar = folder.resolve(JAR.getFileName()).toString();
		String cache = folder.resolve("sample.aot").toString();
		run(List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.aot.enabled=true", "-Dspring.context.exit=onRefresh",
				"-jar", jar, "--server.port=0"));
		// "on" ends the JVM if the cache cannot be used
		answer(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on", "-Dspring.aot.enabled=true", "-jar", jar));
	}

	private static Process start(List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(arguments);
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

	private static void run(List<String> arguments) throws IOException, InterruptedException {
		Process process = start(arguments);
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(output).isZero();
	}

	private static List<String> answer(List<String> arguments) throws IOException, InterruptedException {
		List<String> all = new ArrayList<>(arguments);
		all.addAll(List.of("--server.port=0", "--ollama.base-url=http://localhost:1"));
		Process process = start(all);
		try {
			List<String> lines = new ArrayList<>();
			HttpResponse<String> response = new HttpCalls(port(process, lines)).generate("application/json",
					"{\"prompt\":\"Why is the sky blue?\"}");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).contains("\"response\":\"This is a canned answer");
			return lines;
		}
		finally {
			process.destroyForcibly().onExit().join();
		}
	}

	private static int port(Process process, List<String> lines) throws IOException {
		BufferedReader reader = process.inputReader();
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			lines.add(line);
			Matcher port = PORT.matcher(line);
			if (port.matches()) {
				return Integer.parseInt(port.group(1));
			}
		}
		throw new AssertionError("The application did not start: " + lines);
	}

}
