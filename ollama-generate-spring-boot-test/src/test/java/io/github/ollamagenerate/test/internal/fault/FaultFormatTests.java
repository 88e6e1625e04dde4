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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link FaultFormat}.
 */
class FaultFormatTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	@Test
	void readsEachType() {
		for (Fault.Type type : Fault.Type.values()) {
			Fault fault = new Fault(type, 7, 20, -42);
			assertThat(FaultFormat.parse(fault.toString())).isEqualTo(fault);
			String json = MAPPER.writeValueAsString(List.of(fault.fields()));
			assertThat(FaultFormat.parse(MAPPER.readTree(json))).containsExactly(fault);
			assertThat(FaultFormat.ACCEPTED).contains(type + "=");
		}
	}

	@Test
	void hitsAllRequestsByDefault() {
		assertThat(FaultFormat.parse("latency=1")).isEqualTo(new Fault(Fault.Type.LATENCY, 1, 100, 0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "latency=1", "latency=2147483647", "busy=0", "busy=2147483647", "cut-after-bytes=0",
			"cut-after-bytes=9223372036854775807", "cut-after-tokens=0,percent=1,seed=0",
			"cut-after-tokens=0,percent=99,seed=-9223372036854775808" })
	void limitsAreAccepted(String text) {
		assertThat(FaultFormat.parse(text)).hasToString(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = { "~~| '' must be a whole number, was ''",
			"latency| 'latency' must be a whole number, was 'latency'",
			"latency=| 'latency' must be a whole number, was ''",
			"latency=1s| 'latency' must be a whole number, was '1s'",
			"latency=0| 'latency' must be between 1 and 2147483647, was 0",
			"bandwidth=-1| 'bandwidth' must be between 1 and 2147483647, was -1",
			"cut-after-bytes=-1| 'cut-after-bytes' must be between 0 and 9223372036854775807, was -1",
			"cut-after-bytes=9223372036854775808| 'cut-after-bytes' must be a whole number, was '9223372036854775808'",
			"cut=3| 'cut' is not a type of fault", "Latency=3| 'Latency' is not a type of fault",
			"percent=3| A fault must have exactly one type, had none",
			"latency=1,busy=1| A fault must have exactly one type, had latency and busy",
			"busy=1,busy=2| 'busy' must not be set twice",
			"latency=2147483648| 'latency' must be between 1 and 2147483647, was 2147483648",
			"busy=1,percent=101| 'percent' must be between 1 and 100, was 101",
			"busy=1,percent=0| 'percent' must be between 1 and 100, was 0",
			"busy=1,percent=4294967297| 'percent' must be between 1 and 100, was 4294967297",
			"busy=1, seed=1| A fault must have exactly one type, had busy and  seed",
			"busy=1,seed=x| 'seed' must be a whole number, was 'x'" })
	void saysWhatIsWrong(String text, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> FaultFormat.parse(text)).withMessage(message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "{}| The body must be a JSON array of faults", "null| The body must be a JSON array of faults",
					"[1]| A fault must be a JSON object", "[{}]| A fault must have exactly one type, had none",
					"[{\"latency\":\"1\"}]| 'latency' must be a whole number, was '\"1\"'",
					"[{\"latency\":1.5}]| 'latency' must be a whole number, was '1.5'",
					"[{\"latency\":1},{\"busy\":-1}]| 'busy' must be between 0 and 2147483647, was -1" })
	void saysWhatIsWrongInJson(String json, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> FaultFormat.parse(MAPPER.readTree(json)))
			.withMessage(message);
	}

}
