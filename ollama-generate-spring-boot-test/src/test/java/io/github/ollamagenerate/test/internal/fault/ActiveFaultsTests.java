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
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ActiveFaults}.
 */
class ActiveFaultsTests {

	private static final Fault CUT = Fault.of(Fault.Type.CUT_AFTER_TOKENS, 3).withPercent(20);

	@Test
	void hitsAllRequestsByDefault() {
		Fault latency = Fault.of(Fault.Type.LATENCY, 1);
		assertThat(hits(new ActiveFaults(List.of(latency)))).hasSize(1000);
	}

	@Test
	void hitsThePercentage() {
		assertThat(hits(new ActiveFaults(List.of(CUT)))).hasSizeBetween(150, 250);
	}

	@Test
	void sameSeedHitsTheSameRequests() {
		ActiveFaults faults = new ActiveFaults(List.of(CUT.withSeed(42)));
		List<Integer> hits = hits(faults);
		assertThat(hits(new ActiveFaults(List.of(CUT.withSeed(42))))).isEqualTo(hits);
		assertThat(hits(new ActiveFaults(List.of(CUT.withSeed(43))))).isNotEqualTo(hits);
		assertThat(hits(faults)).isNotEqualTo(hits);
		faults.reset();
		assertThat(hits(faults)).isEqualTo(hits);
		faults.set(List.of(CUT.withSeed(42)));
		assertThat(hits(faults)).isEqualTo(hits);
	}

	@Test
	void faultsWithTheSameSeedHitDifferentRequests() {
		ActiveFaults faults = new ActiveFaults(List.of(CUT, CUT));
		List<Integer> both = IntStream.range(0, 1000)
			.filter((i) -> faults.next().faults().size() == 2)
			.boxed()
			.toList();
		assertThat(both).hasSizeBetween(10, 80);
	}

	@Test
	void setReplacesAndResetRestores() {
		ActiveFaults faults = new ActiveFaults(List.of(CUT));
		faults.set(List.of());
		assertThat(faults.get()).isEmpty();
		assertThat(faults.next()).isSameAs(FaultPlan.NONE);
		faults.reset();
		assertThat(faults.get()).containsExactly(CUT);
	}

	private static List<Integer> hits(ActiveFaults faults) {
		return IntStream.range(0, 1000).filter((i) -> !faults.next().faults().isEmpty()).boxed().toList();
	}

}
