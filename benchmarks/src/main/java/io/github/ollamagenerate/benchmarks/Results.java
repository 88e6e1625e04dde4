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

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the runs on one JDK have cost, as tables.
 */
final class Results {

	private static final String TITLES = Arrays.stream(Column.values())
		.map((column) -> column.title)
		.collect(Collectors.joining(" | "));

	private final Map<Scenario, Map<String, List<double[]>>> runs = new EnumMap<>(Scenario.class);

	private final String java;

	/**
	 * Create results.
	 * @param java the version of Java
	 */
	Results(String java) {
		this.java = java;
	}

	/**
	 * Add a run.
	 */
	void add(Scenario scenario, String contender, double[] run) {
		this.runs.computeIfAbsent(scenario, (key) -> new LinkedHashMap<>())
			.computeIfAbsent(contender, (key) -> new ArrayList<>())
			.add(run);
	}

	/**
	 * Return the table of the targets, which is empty if none can be compared with the
	 * floor.
	 */
	String targets() {
		String rows = Target.ALL.stream().map(this::row).collect(Collectors.joining());
		return rows.isEmpty() ? "" : """

				### Targets on Java %s

				| scenario | client | figure | at most | measured | target |
				|---|---|---|---|---|---|
				%s""".formatted(this.java, rows);
	}

	private String row(Target target) {
		Map<String, List<double[]>> scenario = this.runs.getOrDefault(target.scenario(), Map.of());
		List<double[]> measured = scenario.get(target.contender());
		List<double[]> floor = scenario.get(Contenders.FLOOR);
		if (measured == null || floor == null) {
			return "";
		}
		double figure = target.measure().of(measured, floor);
		return "| %s | %s | %s | %s | %s | %s |%n".formatted(target.scenario(), target.contender(),
				target.measure().text, exact(target.limit()), exact(figure),
				(figure <= target.limit()) ? "met" : "**missed**");
	}

	/**
	 * Return a table for each scenario.
	 */
	String tables() {
		StringBuilder tables = new StringBuilder("%n## Java %s%n".formatted(this.java));
		this.runs.forEach((scenario, contenders) -> tables.append(table(scenario, contenders)));
		return tables.toString();
	}

	private static String table(Scenario scenario, Map<String, List<double[]>> contenders) {
		StringBuilder table = new StringBuilder("%n### %s: %d at a time, %d tokens, %s%n%n".formatted(scenario,
				scenario.streams, scenario.tokens, (scenario.rate > 0) ? scenario.rate + " a second" : "no pauses"));
		table.append("| client | ratio | ").append(TITLES).append(" |\n|---|---|");
		table.append("---|".repeat(Column.values().length)).append('\n');
		List<double[]> floor = contenders.get(Contenders.FLOOR);
		contenders.forEach((contender, runs) -> {
			double ratio = (floor != null) ? Measure.CPU.of(runs, floor) : Double.NaN;
			table.append("| ").append(contender).append(" | ").append(rounded(ratio)).append(" |");
			for (Column column : Column.values()) {
				double value = Measure.median(runs.stream().mapToDouble(column::of).toArray());
				table.append(' ').append(rounded(value)).append(" |");
			}
			table.append('\n');
		});
		return table.toString();
	}

	private static String rounded(double value) {
		return Double.isNaN(value) ? "" : String.format(Locale.ROOT, (value < 100) ? "%.2f" : "%.0f", value);
	}

	// so many digits that a target that is missed by little does not look met
	private static String exact(double value) {
		return !Double.isFinite(value) ? ""
				: BigDecimal.valueOf(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
	}

}
