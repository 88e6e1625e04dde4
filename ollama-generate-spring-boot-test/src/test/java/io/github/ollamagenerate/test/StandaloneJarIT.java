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

package io.github.ollamagenerate.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the jar that starts {@link MockOllamaServerMain}, in a process of its own.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class StandaloneJarIT {

	private static final Path JAR = Path.of(System.getProperty("standalone.jar"));

	private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

	private static final Pattern STARTED = Pattern
		.compile(".*(http://127\\.0\\.0\\.1:(\\d+)), (?:its text is canned|which re).*");

	private final List<Process> processes = new ArrayList<>();

	@AfterEach
	void endProcesses() throws InterruptedException {
		for (Process process : this.processes) {
			process.destroyForcibly().waitFor();
		}
	}

	@Test
	void answersUntilItIsStopped() throws Exception {
		Process process = start("--port=0", "--models=tiny", "--token-pause=1");
		HttpResponse<Stream<String>> response = generate(process, "tiny", BodyHandlers.ofLines());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).hasSizeGreaterThan(10).last().asString().contains("\"done\":true");
		assertThatStopsWithoutAWord(process);
	}

	@Test
	void makesTheFaultsOfItsArguments() throws Exception {
		Process process = start("--port=0", "--models=tiny:thinking", "--fault=busy=5,percent=100");
		HttpResponse<String> response = generate(process, "tiny", BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).contains("5");
	}

	@Test
	void recordsAServerAndReplaysIt(@TempDir Path folder) throws Exception {
		Process real = start("--port=0", "--models=tiny", "--token-pause=0");
		String url = started(real).group(1);
		Process recorder = start("--port=0", "--record=" + url, "--recordings=" + folder);
		String recorded = generate(recorder, "tiny", BodyHandlers.ofString()).body();
		assertThat(folder.resolve("api-generate-1.json")).exists();
		real.destroyForcibly().waitFor();
		Process replay = start("--port=0", "--replay=" + folder);
		String replayUrl = started(replay).group(1);
		for (int i = 0; i < 2; i++) {
			assertThat(generate(replayUrl, "tiny", BodyHandlers.ofString()).body()).isEqualTo(recorded);
		}
		assertThat(generate(replayUrl, "other", BodyHandlers.ofString()).statusCode()).isEqualTo(501);
		assertThat(Stream.generate(() -> readLine(replay.errorReader())).limit(4)).satisfiesExactly(
				(line) -> assertThat(line).startsWith("No recording for POST /api/generate (model other"),
				(line) -> assertThat(line).isEqualTo("  Nearest recording: " + folder.resolve("api-generate-1.json:3")),
				(line) -> assertThat(line).startsWith("    model differs at character 1"),
				(line) -> assertThat(line).contains("--record=http://localhost:11434 --recordings=" + folder));
		Files.writeString(folder.resolve("api-generate-1.json"), "{");
		Process wrong = start("--port=0", "--replay=" + folder);
		assertThat(wrong.errorReader().lines()).singleElement()
			.asString()
			.startsWith(folder.resolve("api-generate-1.json") + ":1: ");
		assertThat(wrong.waitFor()).isEqualTo(1);
	}

	private static String readLine(BufferedReader reader) {
		try {
			return reader.readLine();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void stopsWhileItAnswers() throws Exception {
		Process process = start("--port=0", "--token-pause=600000");
		HttpResponse<InputStream> response = generate(process, "gemma3", BodyHandlers.ofInputStream());
		assertThat(response.body().read()).isEqualTo('{');
		assertThatStopsWithoutAWord(process);
	}

	@Test
	void whenPortIsInUseThenSaysSo() throws Exception {
		String port = started(start("--port=0")).group(2);
		Process second = start("--port=" + port);
		assertThat(second.errorReader().lines()).singleElement().asString().contains("is port " + port + " in use");
		assertThat(second.inputReader().lines()).isEmpty();
		assertThat(second.waitFor()).isEqualTo(1);
	}

	@Test
	void whenArgumentIsUnknownThenSaysWhatIsAccepted() throws Exception {
		Process process = start("--prot=1");
		assertThat(process.errorReader().lines()).singleElement().asString().contains("'--prot=1'", "--port=");
		assertThat(process.inputReader().lines()).isEmpty();
		assertThat(process.waitFor()).isEqualTo(2);
	}

	@Test
	void helpSaysWhatIsAccepted() throws Exception {
		Process process = start("--help");
		assertThat(process.inputReader().lines()).anyMatch((line) -> line.contains("--token-pause="));
		assertThat(process.errorReader().lines()).isEmpty();
		assertThat(process.waitFor()).isZero();
	}

	@Test
	void holdsNothingThatOnlyTestsNeed() throws IOException {
		try (ZipFile jar = new ZipFile(JAR.toFile())) {
			List<String> files = jar.stream().filter((entry) -> !entry.isDirectory()).map(ZipEntry::getName).toList();
			assertThat(files).anyMatch((file) -> file.startsWith("BOOT-INF/lib/reactor-netty-http-"));
			assertThat(files).allMatch((file) -> file.matches("META-INF/.*|org/springframework/boot/loader/.*"
					+ "|BOOT-INF/[^/]*\\.idx|BOOT-INF/classes/(io/github/ollamagenerate/test|META-INF)/.*"
					+ "|BOOT-INF/lib/(reactor|reactive-streams|netty|jackson|jspecify)-[^/]*\\.jar"));
		}
	}

	private Process start(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(JAVA.toString(),
				// a short run costs less without the optimizing compiler
				"-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command);
		// each JVM says on stderr that it has picked up this one
		builder.environment().remove("JAVA_TOOL_OPTIONS");
		Process process = builder.start();
		this.processes.add(process);
		return process;
	}

	private static Matcher started(Process process) throws IOException {
		String line = process.inputReader().readLine();
		Matcher matcher = STARTED.matcher(String.valueOf(line));
		assertThat(matcher.matches()).as(() -> "printed: " + line).isTrue();
		return matcher;
	}

	private static <T> HttpResponse<T> generate(Process process, String model, BodyHandler<T> handler)
			throws IOException, InterruptedException {
		return generate(started(process).group(1), model, handler);
	}

	private static <T> HttpResponse<T> generate(String url, String model, BodyHandler<T> handler)
			throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/generate"))
			.POST(BodyPublishers.ofString("{\"model\":\"" + model + "\",\"prompt\":\"Hello\"}"))
			.build();
		return HttpClient.newHttpClient().send(request, handler);
	}

	private static void assertThatStopsWithoutAWord(Process process) throws InterruptedException {
		assertThat(process.isAlive()).isTrue();
		// Process.destroy() would close the streams that are read below
		process.toHandle().destroy();
		assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("stopped in time").isTrue();
		assertThat(process.inputReader().lines()).isEmpty();
		assertThat(process.errorReader().lines()).isEmpty();
	}

}
