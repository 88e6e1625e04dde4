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

package io.github.ollamagenerate.test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MockFault}: which requests are hit, and what is checked.
 */
@ExtendWith(MockOllamaExtension.class)
class MockFaultTests {

	private static final String STREAM = TestHttp.body("{'model':'gemma3','prompt':'Hello'}");

	private static final String SINGLE = TestHttp.body("{'model':'gemma3','prompt':'Hello','stream':false}");

	private static final MockAnswer ANSWER = MockAnswer.lines("first", "second", "third");

	private MockOllamaServer server;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
	}

	@Test
	void refusesWhenBusy() {
		this.server.setFaults(MockFault.busy(Duration.ofSeconds(7))).enqueue(ANSWER);
		HttpResponse<String> response = TestHttp.generate(this.server, STREAM);
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).contains("7");
		assertThat(response.body()).startsWith("{\"error\":\"server busy");
		this.server.setFaults();
		assertThat(TestHttp.generate(this.server, STREAM).body()).isEqualTo("first\nsecond\nthird\n");
		assertThat(this.server.requestCount()).isEqualTo(2);
	}

	@Test
	void otherPathsHaveNoFaults() {
		this.server.setFaults(MockFault.busy(Duration.ZERO), MockFault.cutAfterBytes(0));
		assertThat(TestHttp.get(this.server, "/api/version").statusCode()).isEqualTo(200);
	}

	@Test
	void seedRepeatsTheRequestsThatAreHit() {
		MockFault busy = MockFault.busy(Duration.ZERO).percent(30).seed(42);
		List<Integer> first = statuses(busy);
		assertThat(first).contains(200, 503);
		assertThat(statuses(busy)).isEqualTo(first);
		assertThat(statuses(busy.seed(7))).isNotEqualTo(first);
	}

	@Test
	void resetRestoresTheFaultsOfTheStart() {
		MockFault cut = MockFault.cutAfterTokens(1).percent(20).seed(42);
		MockFault latency = MockFault.latency(Duration.ofSeconds(1));
		try (MockOllamaServer faulty = MockOllamaServer.builder().faults(cut).start()) {
			faulty.setFaults(latency);
			assertThat(faulty.faults()).containsExactly(latency);
			faulty.reset();
			assertThat(faulty.faults()).containsExactly(cut).hasToString("[cut-after-tokens=1,percent=20,seed=42]");
		}
	}

	@Test
	void journalNamesTheFaults() {
		this.server.setFaults(MockFault.errorAfterTokens(2), MockFault.bandwidth(1_000_000));
		TestHttp.generate(this.server, SINGLE);
		this.server.setFaults(MockFault.busy(Duration.ZERO));
		TestHttp.generate(this.server, SINGLE);
		assertThat(this.server.journal()).contains("not enqueued, with error-after-tokens=2 bandwidth=1000000")
			.contains("status 503, packets: 1, fault on demand, with busy=0");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, 101 })
	void percentageIsChecked(int percent) {
		assertThatIllegalArgumentException().isThrownBy(() -> MockFault.busy(Duration.ZERO).percent(percent))
			.withMessage("'percent' must be between 1 and 100, was " + percent);
	}

	@Test
	void valuesAreChecked() {
		assertThatIllegalArgumentException().isThrownBy(() -> MockFault.latency(Duration.ofNanos(1)))
			.withMessage("'latency' must be between 1 and 2147483647, was 0");
		assertThatIllegalArgumentException().isThrownBy(() -> MockFault.bandwidth(0));
		assertThatIllegalArgumentException().isThrownBy(() -> MockFault.stallAfterTokens(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> MockFault.cutAfterTokens(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> MockFault.cutAfterBytes(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> MockFault.errorAfterTokens(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> MockFault.busy(Duration.ofSeconds(-1)));
	}

	private List<Integer> statuses(MockFault fault) {
		this.server.setFaults(fault);
		return IntStream.range(0, 40).mapToObj((i) -> TestHttp.generate(this.server, SINGLE).statusCode()).toList();
	}

}
