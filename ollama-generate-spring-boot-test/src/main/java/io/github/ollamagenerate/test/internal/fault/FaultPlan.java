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
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The faults of one request.
 *
 * @param faults the faults; empty for none
 */
public record FaultPlan(List<Fault> faults) {

	public static final FaultPlan NONE = new FaultPlan(List.of());

	/** Milliseconds until the answer begins. */
	long latency() {
		return values(Fault.Type.LATENCY).sum();
	}

	/** Bytes per second of the body, empty for no limit. */
	OptionalLong bandwidth() {
		return values(Fault.Type.BANDWIDTH).min();
	}

	/** Seconds to wait for a request that is refused, empty if it is not. */
	public OptionalLong busy() {
		return values(Fault.Type.BUSY).max();
	}

	/** Whether the answer is sent differently. */
	boolean changesDelivery() {
		return this.faults.stream().anyMatch((fault) -> fault.type() != Fault.Type.BUSY);
	}

	private LongStream values(Fault.Type type) {
		return this.faults.stream().filter((fault) -> fault.type() == type).mapToLong(Fault::value);
	}

	@Override
	public String toString() {
		return this.faults.stream().map((fault) -> fault.type() + "=" + fault.value()).collect(Collectors.joining(" "));
	}

}
