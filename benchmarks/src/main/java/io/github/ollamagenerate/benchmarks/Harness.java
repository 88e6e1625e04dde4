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
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

import dev.langchain4j.model.ollama.OllamaLanguageModel;
import io.github.ollama4j.Ollama;
import reactor.netty.http.client.HttpClient;

import org.springframework.ai.ollama.OllamaChatModel;
import org.springframework.boot.SpringApplication;

/**
 * Program that lets the contenders take turns at one scenario after the other, for some
 * rounds, each with a server and a client process of its own, and writes the medians.
 */
final class Harness {

	private static final String SHORT = "short";

	private static final String SHORT_SCENARIOS = "FAST|CALL|FIVE_THOUSAND|HELD";

	private static final String SHORT_CONTENDERS = ".*floor.*|ours, (Flux|blocking), observed";

	private static final String TARGETS = """

			## Targets

			A figure is the median of the rounds, each compared with the floor in the same round. Of lost tokens, it is the
			maximum. Targets are set for calls that are observed, as in an application with metrics.
			""";

	private Harness() {
	}

	/**
	 * Run.
	 * @param arguments rounds or {@code short}, file to write, patterns of the names of
	 * scenarios and contenders, and the homes of the JDKs, all of which are optional
	 */
	public static void main(String[] arguments) throws IOException {
		boolean isShort = arguments.length > 0 && SHORT.equals(arguments[0]);
		int rounds = isShort ? 2 : Integer.parseInt(argument(arguments, 0, "3"));
		String scenarioPattern = argument(arguments, 2, isShort ? SHORT_SCENARIOS : ".*");
		String contenderPattern = argument(arguments, 3, isShort ? SHORT_CONTENDERS : ".*");
		List<Scenario> scenarios = Arrays.stream(Scenario.values())
			.filter(Scenario::isMeasured)
			.filter((scenario) -> scenario.name().matches(scenarioPattern))
			.toList();
		String[] javaHomes = (arguments.length > 4) ? Arrays.copyOfRange(arguments, 4, arguments.length)
				: new String[] { System.getProperty("java.home") };
		List<Results> results = new ArrayList<>();
		for (String javaHome : javaHomes) {
			List<String> contenders = Contenders.names(javaVersion(javaHome))
				.filter((contender) -> contender.matches(contenderPattern))
				.toList();
			results.add(run(rounds, scenarios, contenders, javaHome));
			if (arguments.length > 1) {
				Files.writeString(Path.of(arguments[1]), document(rounds, results));
			}
		}
		System.out.println(document(rounds, results));
	}

	private static String argument(String[] arguments, int index, String otherwise) {
		return (index < arguments.length) ? arguments[index] : otherwise;
	}

	private static int javaVersion(String home) throws IOException {
		Properties release = new Properties();
		try (Reader reader = Files.newBufferedReader(Path.of(home, "release"))) {
			release.load(reader);
		}
		return Runtime.Version.parse(release.getProperty("JAVA_VERSION").replace("\"", "")).feature();
	}

	private static Results run(int rounds, List<Scenario> scenarios, List<String> contenders, String javaHome)
			throws IOException {
		List<ClientProcess> clients = new ArrayList<>();
		try {
			for (String contender : contenders) {
				clients.add(new ClientProcess(contender, javaHome));
			}
			Results results = new Results(clients.get(0).java());
			// all rounds of one before the next: a scenario leaves its traces in the heap
			for (Scenario scenario : scenarios) {
				for (int round = 0; round < rounds; round++) {
					for (ClientProcess client : clients) {
						results.add(scenario, client.contender(), client.run(scenario));
					}
				}
			}
			return results;
		}
		finally {
			clients.forEach(ClientProcess::close);
		}
	}

	// the targets of all JDKs are at the top
	private static String document(int rounds, List<Results> results) throws IOException {
		String targets = results.stream().map(Results::targets).collect(Collectors.joining());
		return head(rounds) + (targets.isEmpty() ? "" : TARGETS + targets)
				+ results.stream().map(Results::tables).collect(Collectors.joining());
	}

	private static String head(int rounds) throws IOException {
		return """
				# Results

				%s, %d cores, %s. Spring Boot %s, Reactor Netty %s, Spring AI %s, LangChain4j %s, ollama4j %s.

				Each client has a separate process, which is warmed up before the first scenario. The clients take turns at each
				scenario, in %d rounds, and the tables show the medians. The floor is a loop written by hand with Reactor Netty and
				Jackson.

				| column | meaning |
				|---|---|
				| ratio | CPU time divided by that of the floor in the same round |
				| CPU us, bytes | CPU time and allocated bytes of the client process per token; per call for SHORT, CALL and CONTEXT |
				| first ms | time from the request to the first token, or to the complete answer if the client returns nothing else |
				| p50 ms, p99 ms | time from the creation of a token in the server to its delivery; 1000 means a second or more |
				| RSS MB | memory of the process after the scenario; the scenarios above it ran in the same process |
				| held bytes | live heap per open stream; HELD only |

				Client and server share the machine.
				"""
			.formatted(System.getProperty("os.name"), Runtime.getRuntime().availableProcessors(), processor(),
					version(SpringApplication.class), version(HttpClient.class), version(OllamaChatModel.class),
					version(OllamaLanguageModel.class), version(Ollama.class), rounds);
	}

	private static String processor() throws IOException {
		return Files.readAllLines(Path.of("/proc/cpuinfo"))
			.stream()
			.filter((line) -> line.startsWith("model name"))
			.map((line) -> line.substring(line.indexOf(':') + 1).trim())
			.findFirst()
			.orElse("unknown processor");
	}

	// from the name of its jar
	private static String version(Class<?> type) {
		String jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
			.getFileName()
			.toString();
		return jar.replaceAll("^.*?-(\\d.*)\\.jar$", "$1");
	}

}
