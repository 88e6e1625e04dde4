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

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FaultPlan}.
 */
class FaultPlanTests {

	@Test
	void faultsOfOneTypeAreCombined() {
		FaultPlan plan = plan("latency=3", "latency=4", "bandwidth=10", "bandwidth=9", "bandwidth=11", "busy=1",
				"busy=5", "busy=2");
		assertThat(plan.latency()).isEqualTo(7);
		assertThat(plan.bandwidth()).hasValue(9);
		assertThat(plan.busy()).hasValue(5);
		assertThat(plan("busy=1", "latency=3,percent=20")).hasToString("busy=1 latency=3");
	}

	@Test
	void noFaultChangesNothing() {
		assertThat(FaultPlan.NONE.latency()).isZero();
		assertThat(FaultPlan.NONE.bandwidth()).isEmpty();
		assertThat(FaultPlan.NONE.busy()).isEmpty();
		assertThat(FaultPlan.NONE.changesDelivery()).isFalse();
		assertThat(FaultPlan.NONE).hasToString("");
	}

	@ParameterizedTest
	@EnumSource
	void allButBusyChangeTheDelivery(Fault.Type type) {
		assertThat(plan(type + "=1").changesDelivery()).isEqualTo(type != Fault.Type.BUSY);
		assertThat(plan(type + "=1", "busy=1").changesDelivery()).isEqualTo(type != Fault.Type.BUSY);
	}

	private static FaultPlan plan(String... faults) {
		return new FaultPlan(Arrays.stream(faults).map(FaultFormat::parse).toList());
	}

}
