package io.github.ollamagenerate.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Program that lets each contender run against each scenario, in turn, for some rounds,
 * each run with a server and a client process of its own, and writes the medians.
 */
final class Harness {

	private static final String[] COLUMNS = { "CPU us", "bytes", "p50 ms", "p99 ms", "RSS MB", "delivered", "s" };

	private Harness() {
	}

	/**
	 * Run.
	 * @param arguments rounds, file to write, and patterns of the names of scenarios and
	 * contenders, all of which are optional
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		int rounds = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 3;
		String scenarios = (arguments.length > 2) ? arguments[2] : ".*";
		String contenders = (arguments.length > 3) ? arguments[3] : ".*";
		StringBuilder document = new StringBuilder(head(rounds));
		for (Scenario scenario : Scenario.values()) {
			if (scenario.name().matches(scenarios)) {
				document.append(table(scenario, run(scenario, contenders, rounds)));
			}
		}
		System.out.println(document);
		if (arguments.length > 1) {
			Files.writeString(Path.of(arguments[1]), document);
		}
	}

	private static Map<String, List<double[]>> run(Scenario scenario, String contenders, int rounds)
			throws IOException, InterruptedException {
		Map<String, List<double[]>> results = new LinkedHashMap<>();
		for (int round = 0; round < rounds; round++) {
			for (String contender : Contenders.ALL.keySet()) {
				if (contender.matches(contenders)) {
					results.computeIfAbsent(contender, (name) -> new ArrayList<>()).add(run(scenario, contender));
				}
			}
		}
		return results;
	}

	private static double[] run(Scenario scenario, String contender) throws IOException, InterruptedException {
		Process server = java("2g", TokenServer.class, scenario.name());
		try {
			BufferedReader port = server.inputReader();
			Process client = java("1g", ClientProgram.class, scenario.name(), contender,
					"http://127.0.0.1:" + port.readLine());
			double[] result = new double[COLUMNS.length];
			Arrays.fill(result, Double.NaN);
			for (String line : client.inputReader().lines().toList()) {
				if (line.startsWith("RESULT ")) {
					result = Arrays.stream(line.substring("RESULT ".length()).split(" "))
						.mapToDouble(Double::parseDouble)
						.toArray();
				}
			}
			client.waitFor();
			System.err.println(scenario + " " + contender + " " + Arrays.toString(result));
			return result;
		}
		finally {
			server.destroyForcibly().waitFor();
		}
	}

	private static Process java(String heap, Class<?> program, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap, "-cp",
						System.getProperty("java.class.path"), program.getName()));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	private static String head(int rounds) {
		return """
				# Results

				%s, %d cores, Java %s (%s). Medians of %d rounds, in each of which the contenders took turns.

				CPU time and allocated bytes are those of the whole client process, per token (per call for SHORT and CONTEXT);
				the ratio is to the floor of the same run. Bytes are summed over the threads that are alive at the end. The delay is
				from the server's making of a token to its delivery to the caller; all three processes share the machine.

				"""
			.formatted(System.getProperty("os.name"), Runtime.getRuntime().availableProcessors(), Runtime.version(),
					System.getProperty("java.vm.name"), rounds);
	}

	private static String table(Scenario scenario, Map<String, List<double[]>> results) {
		StringBuilder table = new StringBuilder("## %s: %d at a time, %d tokens, %s%n%n".formatted(scenario,
				scenario.streams, scenario.tokens, (scenario.rate > 0) ? scenario.rate + " a second" : "no pauses"));
		table.append("| client | ratio | ")
			.append(String.join(" | ", COLUMNS))
			.append(" |\n|---|")
			.append("---|".repeat(8));
		double floor = Double.NaN;
		for (Map.Entry<String, List<double[]>> result : results.entrySet()) {
			double cpu = median(result.getValue(), 0);
			floor = Double.isNaN(floor) ? cpu : floor;
			table.append(String.format(Locale.ROOT, "%n| %s | %.2f |", result.getKey(), cpu / floor));
			for (int column = 0; column < COLUMNS.length; column++) {
				table.append(String.format(Locale.ROOT, " %.2f |", median(result.getValue(), column)));
			}
		}
		return table.append("\n\n").toString();
	}

	private static double median(List<double[]> runs, int column) {
		double[] sorted = runs.stream().mapToDouble((run) -> run[column]).sorted().toArray();
		return sorted[sorted.length / 2];
	}

}
