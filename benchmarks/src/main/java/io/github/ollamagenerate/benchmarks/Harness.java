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
import java.util.stream.Collectors;

import dev.langchain4j.model.ollama.OllamaLanguageModel;
import io.github.ollama4j.Ollama;
import org.springframework.ai.ollama.OllamaChatModel;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.SpringApplication;

/**
 * Program that lets each contender run against each scenario, in turn, for some rounds,
 * each run with a server and a client process of its own, and writes the medians. Each
 * JDK has an instance, with its results.
 */
final class Harness {

	private static final String[] COLUMNS = { "CPU us", "bytes", "first ms", "p50 ms", "p99 ms", "RSS MB", "delivered",
			"s" };

	private final String javaHome;

	private final Map<Scenario, Map<String, List<double[]>>> results = new EnumMap<>(Scenario.class);

	private String java = "";

	private Harness(String javaHome) {
		this.javaHome = javaHome;
	}

	/**
	 * Run.
	 * @param arguments rounds, file to write, patterns of the names of scenarios and
	 * contenders, and the homes of the JDKs, all of which are optional
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		int rounds = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 3;
		String scenarios = (arguments.length > 2) ? arguments[2] : ".*";
		String contenders = (arguments.length > 3) ? arguments[3] : ".*";
		String[] javaHomes = (arguments.length > 4) ? Arrays.copyOfRange(arguments, 4, arguments.length)
				: new String[] { System.getProperty("java.home") };
		List<Harness> harnesses = Arrays.stream(javaHomes).map(Harness::new).toList();
		for (int round = 1; round <= rounds; round++) {
			for (Harness harness : harnesses) {
				harness.round(scenarios, contenders);
			}
			String document = head(round) + harnesses.stream().map(Harness::tables).collect(Collectors.joining("\n"));
			if (arguments.length > 1) {
				Files.writeString(Path.of(arguments[1]), document);
			}
			System.out.println(document);
		}
	}

	private void round(String scenarios, String contenders) throws IOException, InterruptedException {
		for (String contender : Contenders.ALL.keySet()) {
			if (contender.matches(contenders)) {
				run(contender, scenarios);
			}
		}
	}

	private void run(String contender, String scenarios) throws IOException, InterruptedException {
		Process server = java("2g", TokenServer.class);
		try {
			Process client = java("1g", ClientProgram.class, contender,
					"http://127.0.0.1:" + server.inputReader().readLine(), scenarios);
			for (String line : client.inputReader().lines().toList()) {
				if (line.startsWith("JAVA ")) {
					this.java = line.substring("JAVA ".length());
				}
				if (line.startsWith("RESULT ")) {
					System.err.println(contender + " " + line);
					String[] values = line.split(" ");
					this.results.computeIfAbsent(Scenario.valueOf(values[1]), (scenario) -> new LinkedHashMap<>())
						.computeIfAbsent(contender, (name) -> new ArrayList<>())
						.add(Arrays.stream(values).skip(2).mapToDouble(Double::parseDouble).toArray());
				}
			}
			client.waitFor();
		}
		finally {
			server.destroyForcibly().waitFor();
		}
	}

	private Process java(String heap, Class<?> program, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(Path.of(this.javaHome, "bin", "java").toString(), "-Xmx" + heap,
				"-cp", System.getProperty("java.class.path"), program.getName()));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	private String tables() {
		StringBuilder tables = new StringBuilder("## Java %s%n".formatted(this.java));
		this.results.forEach((scenario, result) -> tables.append(table(scenario, result)));
		return tables.toString();
	}

	private static String head(int rounds) throws IOException {
		return """
				# Results

				%s, %d cores, %s. Medians of %d rounds, in each of which the contenders took turns, each in a process
				of its own. Floor: Reactor Netty and Jackson by hand. Spring Boot %s, Reactor Netty %s, Spring AI %s, LangChain4j
				%s, ollama4j %s.

				CPU time and allocated bytes are those of the whole client process, per token (per call for SHORT and CONTEXT);
				the ratio is that of the CPU time to the floor's. First: from the request to the first token, or to the whole
				answer where a client gives no other; the median. The delays p50 and p99 are from the server's making of a token
				to its delivery to the caller; client and server share the machine. 1000 ms means a second or more. RSS: after
				the scenario, which those above it went before in the same process.

				"""
			.formatted(System.getProperty("os.name"), Runtime.getRuntime().availableProcessors(), processor(), rounds,
					version(SpringApplication.class), version(HttpClient.class), version(OllamaChatModel.class),
					version(OllamaLanguageModel.class), version(Ollama.class));
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
		double floor = Double.NaN;
		for (Map.Entry<String, List<double[]>> result : results.entrySet()) {
			double cpu = median(result.getValue(), 0);
			floor = Double.isNaN(floor) ? cpu : floor;
			table.append(String.format(Locale.ROOT, "%n| %s | %.2f |", result.getKey(), cpu / floor));
			for (int column = 0; column < COLUMNS.length; column++) {
				table.append(String.format(Locale.ROOT, " %s |", rounded(median(result.getValue(), column))));
			}
		}
		return table.append("\n").toString();
	}

	private static String rounded(double value) {
		return Double.isNaN(value) ? "" : String.format(Locale.ROOT, (value < 100) ? "%.2f" : "%.0f", value);
	}

	private static double median(List<double[]> runs, int column) {
		double[] sorted = runs.stream().mapToDouble((run) -> run[column]).sorted().toArray();
		return sorted[sorted.length / 2];
	}

}
