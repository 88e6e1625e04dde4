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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockFault;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.Recordings;
import io.github.ollamagenerate.test.TestHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Dispatcher}: which source an answer comes from. There are no
 * recordings, so what is looked up there has the status 501.
 */
class DispatcherTests {

	private static final String REQUEST = TestHttp.body("{'model':'gemma3'}");

	@TempDir
	Path folder;

	private MockOllamaServer server;

	@BeforeEach
	void start() {
		this.server = MockOllamaServer.builder().recordings(Recordings.replay(this.folder)).start();
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void requestIsLookedUpAndCounted() {
		HttpResponse<String> response = TestHttp.exchange(this.server, "POST", "/api/generate", REQUEST,
				List.of("Origin", "http://localhost:3000"));
		assertThat(response.statusCode()).isEqualTo(501);
		assertThat(response.headers().firstValue("access-control-allow-origin")).contains("http://localhost:3000");
		assertThat(this.server.takeRequest()).hasModel("gemma3");
		assertThat(this.server.journal())
			.contains("1. POST /api/generate (model gemma3, 18 characters) -> status 501, packets: 1, replay ");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(this.server::verify)
			.withMessageStartingWith("No recording for POST /api/generate");
	}

	@Test
	void whatIsNoCallIsNotCounted() {
		assertThat(TestHttp.get(this.server, "/api/generate").statusCode()).isEqualTo(501);
		assertThat(this.server.requestCount()).isZero();
	}

	@Test
	void enqueuedAnswerComesFirst() {
		this.server.enqueue("/api/version", MockAnswer.json(418, "{}"));
		assertThat(status()).isEqualTo(501);
		assertThat(TestHttp.get(this.server, "/api/version").statusCode()).isEqualTo(418);
		assertThat(TestHttp.get(this.server, "/api/version").statusCode()).isEqualTo(501);
	}

	@Test
	void strangersAreRefusedFirst() {
		HttpResponse<String> response = TestHttp.exchange(this.server, "POST", "/api/generate", REQUEST,
				List.of("Origin", "http://evil.example"));
		assertThat(response.statusCode()).isEqualTo(403);
	}

	@Test
	void faultsOnDemandComeFirst() {
		TestHttp.exchange(this.server, "PUT", "/__mock/faults", "[{\"busy\":1}]");
		assertThat(status()).isEqualTo(503);
		this.server.setFaults();
		assertThat(status()).isEqualTo(501);
	}

	@Test
	void resetClearsTheFaults() {
		this.server.setFaults(MockFault.busy(Duration.ZERO));
		assertThat(status()).isEqualTo(503);
		this.server.reset();
		assertThat(status()).isEqualTo(501);
	}

	private int status() {
		return TestHttp.generate(this.server, REQUEST).statusCode();
	}

}
