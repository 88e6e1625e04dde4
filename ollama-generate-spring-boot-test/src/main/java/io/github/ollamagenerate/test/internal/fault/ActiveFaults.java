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

package io.github.ollamagenerate.test.internal.fault;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The faults that are set, and which request each of them hits.
 */
public final class ActiveFaults {

	private final List<Fault> initial;

	private List<Draws> draws = List.of();

	/**
	 * Create an instance.
	 * @param initial the faults at the start and after a reset
	 */
	public ActiveFaults(List<Fault> initial) {
		this.initial = List.copyOf(initial);
		reset();
	}

	/** Replace all faults, and start their draws from the beginning. */
	public synchronized void set(List<Fault> faults) {
		this.draws = IntStream.range(0, faults.size()).mapToObj((i) -> new Draws(faults.get(i), i)).toList();
	}

	public void reset() {
		set(this.initial);
	}

	public synchronized List<Fault> get() {
		return this.draws.stream().map((draws) -> draws.fault).toList();
	}

	/** Draw the faults of the next request. */
	public synchronized FaultPlan next() {
		List<Fault> hits = this.draws.stream().filter(Draws::next).map((draws) -> draws.fault).toList();
		return hits.isEmpty() ? FaultPlan.NONE : new FaultPlan(hits);
	}

	/** One draw a request, so that the same order of requests has the same faults. */
	private static final class Draws {

		private final Fault fault;

		private final SplittableRandom random;

		Draws(Fault fault, int position) {
			this.fault = fault;
			// faults with the same seed do not hit the same requests
			this.random = new SplittableRandom(31 * fault.seed() + position);
		}

		boolean next() {
			return this.random.nextInt(100) < this.fault.percent();
		}

	}

}
