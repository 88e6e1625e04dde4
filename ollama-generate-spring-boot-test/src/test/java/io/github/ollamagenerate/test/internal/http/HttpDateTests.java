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

package io.github.ollamagenerate.test.internal.http;

import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RawClient;
import io.github.ollamagenerate.test.TestHttp;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link HttpDate}.
 */
public class HttpDateTests {

	private final HttpDate date = new HttpDate();

	@Test
	void isWrittenAsHttpWantsIt() {
		assertThat(this.date.at(Instant.parse("2026-11-25T00:08:04.9Z").toEpochMilli()))
			.isEqualTo("Wed, 25 Nov 2026 00:08:04 GMT");
	}

	@Test
	void isWrittenOnceASecond() {
		String first = this.date.at(5_000);
		assertThat(this.date.at(5_999)).isSameAs(first);
		assertThat(this.date.at(6_000)).isEqualTo("Thu, 01 Jan 1970 00:00:06 GMT");
		assertThat(this.date.at(5_000)).isEqualTo(first);
	}

	@Test
	void isPartOfEachAnswer() throws IOException {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			assertIsNow(TestHttp.get(server, "/").headers().firstValue("date").orElseThrow());
			assertIsNow(TestHttp.get(server, "/nope").headers().firstValue("date").orElseThrow());
			server.enqueue(MockAnswer.lines("1"));
			try (RawClient client = RawClient.post(server, "{}")) {
				assertThat(client.head()).filteredOn((line) -> line.startsWith("date: ")).hasSize(1);
			}
		}
	}

	public static void assertIsNow(String date) {
		assertThat(date).endsWith(" GMT");
		assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()).isCloseTo(Instant.now(),
				within(10, ChronoUnit.SECONDS));
	}

}
