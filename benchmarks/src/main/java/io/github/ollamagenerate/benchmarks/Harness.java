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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import dev.langchain4j.model.ollama.OllamaLanguageModel;
import io.github.ollama4j.Ollama;
import reactor.netty.http.client.HttpClient;

import org.springframework.ai.ollama.OllamaChatModel;
import org.springframework.boot.SpringApplication;

/**
 * Program that lets the contenders take turns at one scenario after the other, for some
 * rounds, each with a server and a client process of its own, and writes the medians.
 * Each JDK has an instance, with its results.
 */
final class Harness {

	private static final String[] COLUMNS = { "CPU us", "bytes", "first ms", "p50 ms", "p99 ms", "RSS MB", "delivered",
			"s", "held bytes" };

	private final Map<Scenario, Map<String, List<double[]>>> results = new EnumMap<>(Scenario.class);

	private String java = "";

	private Harness() {
	}

	/**
	 * Run.
	 * @param arguments rounds, file to write, patterns of the names of scenarios and
	 * contenders, and the homes of the JDKs, all of which are optional
	 */
	public static void main(String[] arguments) throws IOException {
		int rounds = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 3;
		List<Scenario> scenarios = Arrays.stream(Scenario.values())
			.filter(Scenario::isMeasured)
			.filter((scenario) -> arguments.length < 3 || scenario.name().matches(arguments[2]))
			.toList();
		List<String> contenders = Contenders.ALL.keySet()
			.stream()
			.filter((contender) -> arguments.length < 4 || contender.matches(arguments[3]))
			.toList();
		String[] javaHomes = (arguments.length > 4) ? Arrays.copyOfRange(arguments, 4, arguments.length)
				: new String[] { System.getProperty("java.home") };
		StringBuilder document = new StringBuilder(head(rounds));
		for (String javaHome : javaHomes) {
			Harness harness = new Harness();
			harness.run(rounds, scenarios, contenders, javaHome);
			document.append(harness.tables());
			if (arguments.length > 1) {
				Files.writeString(Path.of(arguments[1]), document);
			}
		}
		System.out.println(document);
	}

	private void run(int rounds, List<Scenario> scenarios, List<String> contenders, String javaHome)
			throws IOException {
		List<ClientProcess> clients = new ArrayList<>();
		try {
			for (String contender : contenders) {
				clients.add(new ClientProcess(contender, javaHome));
			}
			// all rounds of one before the next: a scenario leaves its traces in the heap
			for (Scenario scenario : scenarios) {
				for (int round = 0; round < rounds; round++) {
					for (ClientProcess client : clients) {
						this.results.computeIfAbsent(scenario, (key) -> new LinkedHashMap<>())
							.computeIfAbsent(client.contender(), (key) -> new ArrayList<>())
							.add(client.run(scenario));
					}
				}
			}
			this.java = clients.get(0).java();
		}
		finally {
			clients.forEach(ClientProcess::close);
		}
	}

	private String tables() {
		StringBuilder tables = new StringBuilder("%n## Java %s%n".formatted(this.java));
		this.results.forEach((scenario, result) -> tables.append(table(scenario, result)));
		return tables.toString();
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

	private static String table(Scenario scenario, Map<String, List<double[]>> results) {
		StringBuilder table = new StringBuilder("%n### %s: %d at a time, %d tokens, %s%n%n".formatted(scenario,
				scenario.streams, scenario.tokens, (scenario.rate > 0) ? scenario.rate + " a second" : "no pauses"));
		table.append("| client | ratio | ")
			.append(String.join(" | ", COLUMNS))
			.append(" |\n|---|")
			.append("---|".repeat(COLUMNS.length + 1));
		List<double[]> floor = results.values().iterator().next();
		results.forEach((contender, runs) -> {
			double ratio = median(IntStream.range(0, runs.size()).mapToDouble((i) -> runs.get(i)[0] / floor.get(i)[0]));
			table.append(String.format(Locale.ROOT, "%n| %s | %.2f |", contender, ratio));
			for (int i = 0; i < COLUMNS.length; i++) {
				int column = i;
				double value = median(runs.stream().mapToDouble((run) -> run[column]));
				table.append(String.format(Locale.ROOT, " %s |", rounded(value)));
			}
		});
		return table.append("\n").toString();
	}

	private static String rounded(double value) {
		return Double.isNaN(value) ? "" : String.format(Locale.ROOT, (value < 100) ? "%.2f" : "%.0f", value);
	}

	private static double median(DoubleStream values) {
		double[] sorted = values.sorted().toArray();
		return sorted[sorted.length / 2];
	}

}
