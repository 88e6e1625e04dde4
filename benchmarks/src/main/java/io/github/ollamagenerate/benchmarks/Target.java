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

import java.util.List;

/**
 * What a contender is to achieve in a scenario.
 *
 * @param scenario the scenario
 * @param contender the name of the contender
 * @param measure the figure that counts
 * @param limit the largest value that meets the target
 */
record Target(Scenario scenario, String contender, Measure measure, double limit) {

	private static final String FLUX = "ours, Flux, observed";

	/** In the order of the table. */
	static final List<Target> ALL = List.of(new Target(Scenario.FAST, FLUX, Measure.CPU, 1),
			new Target(Scenario.FAST, FLUX, Measure.BYTES, 400),
			new Target(Scenario.CALL, "ours, blocking, observed", Measure.CPU, 1.25),
			new Target(Scenario.CALL, "ours, Mono, observed", Measure.CPU, 1.25),
			new Target(Scenario.CALL, FLUX, Measure.CPU, 1.25), new Target(Scenario.CALL, FLUX, Measure.FIRST, 1.15),
			new Target(Scenario.FIVE_THOUSAND, FLUX, Measure.LOST, 0),
			new Target(Scenario.FIVE_THOUSAND, FLUX, Measure.CPU, 1.05),
			new Target(Scenario.FIVE_THOUSAND, FLUX, Measure.P99, 1),
			new Target(Scenario.FIVE_THOUSAND, FLUX, Measure.RSS, 1.15),
			new Target(Scenario.FIVE_THOUSAND, Contenders.VIRTUAL, Measure.LOST, 0),
			new Target(Scenario.FIVE_THOUSAND, Contenders.VIRTUAL, Measure.CPU, 1.3),
			new Target(Scenario.FIVE_THOUSAND, Contenders.VIRTUAL, Measure.RSS, 1.3),
			new Target(Scenario.TEN_THOUSAND, FLUX, Measure.LOST, 0),
			new Target(Scenario.TEN_THOUSAND, FLUX, Measure.CPU, 1.05),
			new Target(Scenario.TEN_THOUSAND, FLUX, Measure.P99, 1),
			new Target(Scenario.TEN_THOUSAND, FLUX, Measure.RSS, 1.15),
			new Target(Scenario.HELD, FLUX, Measure.HELD, 6));

}
