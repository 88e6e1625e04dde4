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

package io.github.ollamagenerate.test.internal.dispatch;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import io.github.ollamagenerate.test.MockFault;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.TestHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FaultsEndpoint}, over a socket.
 */
@ExtendWith(MockOllamaExtension.class)
class FaultsEndpointTests {

	private static final String PATH = "/__mock/faults";

	private MockOllamaServer server;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
	}

	@Test
	void setsListsAndClears() {
		String faults = TestHttp.body("[{'latency':20},{'cut-after-tokens':3,'percent':20,'seed':-42}]");
		HttpResponse<String> set = TestHttp.exchange(this.server, "PUT", PATH, faults);
		assertThat(set.statusCode()).isEqualTo(200);
		assertThat(this.server.faults()).containsExactly(MockFault.latency(Duration.ofMillis(20)),
				MockFault.cutAfterTokens(3).percent(20).seed(-42));
		String listed = TestHttp
			.body("[{'latency':20,'percent':100,'seed':0}," + "{'cut-after-tokens':3,'percent':20,'seed':-42}]");
		assertThat(set.body()).isEqualTo(listed);
		assertThat(TestHttp.get(this.server, PATH).body()).isEqualTo(listed);
		// what is listed can be set
		assertThat(TestHttp.exchange(this.server, "PUT", PATH, listed).body()).isEqualTo(listed);
		HttpResponse<String> cleared = TestHttp.exchange(this.server, "DELETE", PATH, "");
		assertThat(cleared.statusCode()).isEqualTo(200);
		assertThat(cleared.body()).isEqualTo("[]");
		assertThat(this.server.faults()).isEmpty();
	}

	@Test
	void appliesToTheNextRequest() {
		TestHttp.exchange(this.server, "PUT", PATH, TestHttp.body("[{'busy':9}]"));
		HttpResponse<String> response = TestHttp.generate(this.server, TestHttp.body("{'model':'gemma3'}"));
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).contains("9");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[", "{'latency':20}", "[{'latncy':20}]", "[{'latency':20},{'busy':-1}]",
			"[{'latency':20,'percent':0}]" })
	void whenBodyIsWrongThenSaysWhyAndChangesNothing(String body) {
		MockFault cut = MockFault.cutAfterTokens(3);
		this.server.setFaults(cut);
		HttpResponse<String> response = TestHttp.exchange(this.server, "PUT", PATH, TestHttp.body(body));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(TestHttp.json(response).path("error").asString()).startsWith("The faults are not changed: ")
			.contains("cut-after-tokens=N");
		assertThat(this.server.faults()).containsExactly(cut);
	}

	@Test
	void whenMethodIsWrongThenNamesTheOthers() {
		HttpResponse<String> response = TestHttp.exchange(this.server, "POST", PATH, "[]");
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().firstValue("Allow")).contains("GET, PUT, DELETE");
	}

	@Test
	void strangersAreRefused() {
		HttpResponse<String> response = TestHttp.exchange(this.server, "PUT", PATH, TestHttp.body("[{'busy':9}]"),
				List.of("Origin", "https://example.com"));
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(this.server.faults()).isEmpty();
	}

}
