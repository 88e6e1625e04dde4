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

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * A figure to compare with a target: the median of its values in each round, against the
 * floor in the same round.
 */
enum Measure {

	/** The largest instead of the median: nothing may be lost in any round. */
	LOST("share of the tokens that is lost", (run, floor) -> 1 - Column.DELIVERED.of(run)),

	CPU("CPU ratio", (run, floor) -> Column.CPU.of(run) / Column.CPU.of(floor)),

	FIRST("ratio of the time to the first token", (run, floor) -> Column.FIRST.of(run) / Column.FIRST.of(floor)),

	RSS("RSS ratio", (run, floor) -> Column.RSS.of(run) / Column.RSS.of(floor)),

	BYTES("bytes per token", (run, floor) -> Column.BYTES.of(run)),

	P99("p99 ms above 1.5 times the floor's", (run, floor) -> Column.P99.of(run) - 1.5 * Column.P99.of(floor)),

	HELD("held KB per stream above the floor", (run, floor) -> (Column.HELD.of(run) - Column.HELD.of(floor)) / 1024);

	final String text;

	private final ToDoubleBiFunction<double[], double[]> ofRound;

	Measure(String text, ToDoubleBiFunction<double[], double[]> ofRound) {
		this.text = text;
		this.ofRound = ofRound;
	}

	/**
	 * Return the figure.
	 * @param runs the runs of the contender, one for each round
	 * @param floor the runs of the floor in the same rounds
	 */
	double of(List<double[]> runs, List<double[]> floor) {
		double[] rounds = IntStream.range(0, runs.size())
			.mapToDouble((round) -> this.ofRound.applyAsDouble(runs.get(round), floor.get(round)))
			.sorted()
			.toArray();
		return (this == LOST) ? rounds[rounds.length - 1] : median(rounds);
	}

	/**
	 * Return the median of the values, {@code NaN} if there is none for some round.
	 */
	static double median(double... values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}

}
