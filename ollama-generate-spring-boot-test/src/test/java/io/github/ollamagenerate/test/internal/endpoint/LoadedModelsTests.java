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

package io.github.ollamagenerate.test.internal.endpoint;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RawClient;
import io.github.ollamagenerate.test.TestHttp;
import io.github.ollamagenerate.test.internal.http.DeliveryListener;
import io.github.ollamagenerate.test.internal.model.MockModel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link LoadedModels}.
 */
@Timeout(30)
class LoadedModelsTests {

	private static final MockModel MODEL = MockModel.of("m");

	private Instant now = Instant.EPOCH;

	private final LoadedModels loaded = new LoadedModels(() -> this.now);

	@Test
	void timeCountsFromTheEndOfTheAnswer() {
		DeliveryListener use = start(Duration.ofSeconds(10));
		pass(60);
		assertThat(this.loaded.current()).containsEntry(MODEL, expires(70));
		use.ended(true);
		assertThat(this.loaded.current()).containsEntry(MODEL, expires(70));
		pass(11);
		assertThat(this.loaded.current()).isEmpty();
	}

	@Test
	void lastOfSeveralAnswersCounts() {
		DeliveryListener first = start(Duration.ofSeconds(10));
		DeliveryListener second = start(null);
		first.ended(true);
		pass(60);
		assertThat(this.loaded.current()).containsKey(MODEL);
		second.ended(false);
		assertThat(this.loaded.current()).containsEntry(MODEL, expires(70));
	}

	@Test
	void requestWithoutKeepAliveLeavesItAsItIs() {
		start(Duration.ofHours(1)).ended(true);
		start(null).ended(true);
		assertThat(this.loaded.current()).containsEntry(MODEL, expires(3_600));
		pass(3_601);
		start(null).ended(true);
		assertThat(this.loaded.current()).containsEntry(MODEL, expires(3_601 + 300));
	}

	@Test
	void keepAliveOfZeroUnloadsAfterTheAnswer() {
		DeliveryListener use = start(Duration.ZERO);
		assertThat(this.loaded.current()).containsKey(MODEL);
		use.ended(true);
		assertThat(this.loaded.current()).isEmpty();
	}

	@Test
	void unloadWaitsForTheAnswer() {
		DeliveryListener use = start(Duration.ofHours(1));
		this.loaded.unload(MODEL);
		assertThat(this.loaded.current()).containsKey(MODEL);
		use.ended(true);
		assertThat(this.loaded.current()).isEmpty();
		this.loaded.unload(MODEL);
	}

	@Test
	void unloadIsAtOnceWhenIdle() {
		start(Duration.ofHours(1)).ended(true);
		this.loaded.unload(MODEL);
		assertThat(this.loaded.current()).isEmpty();
	}

	@Test
	void whenLoadedAnewForAnotherContextThenNothingIsRemembered() {
		start(Duration.ofHours(1)).ended(true);
		DeliveryListener use = this.loaded.use(MODEL, null, 2048);
		use.started();
		use.ended(true);
		assertThat(this.loaded.current()).containsEntry(MODEL, new LoadedModels.Loaded(at(300), 2048));
	}

	@Test
	void contextIsTheOneOfTheLastUse() {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			TestHttp.generate(server, TestHttp.body("{'model':'gemma3','options':{'num_ctx':2048}}"));
			assertThat(ps(server)).contains("\"context_length\":2048");
			TestHttp.generate(server, TestHttp.body("{'model':'gemma3'}"));
			assertThat(ps(server)).contains("\"context_length\":4096");
		}
	}

	@Test
	void answerWaitingToStartLoadsNothing() {
		this.loaded.use(MODEL, null, 4096);
		assertThat(this.loaded.current()).isEmpty();
	}

	@Test
	void modelStaysLoadedWhileItStreams() throws IOException {
		try (MockOllamaServer server = MockOllamaServer.builder().tokenPause(Duration.ofMillis(5)).start();
				RawClient client = RawClient.post(server,
						TestHttp.body("{'model':'gemma3','prompt':'p','keep_alive':0}"))) {
			client.head();
			client.chunk();
			assertThat(ps(server)).contains("gemma3");
			client.chunks();
			assertThat(ps(server)).isEqualTo("{\"models\":[]}");
		}
	}

	@Test
	void clientThatLeavesEndsTheUse() throws IOException {
		try (MockOllamaServer server = MockOllamaServer.builder().tokenPause(Duration.ofMinutes(1)).start()) {
			String request = "{'model':'gemma3','prompt':'p','keep_alive':0,'stream':";
			try (RawClient stream = RawClient.post(server, TestHttp.body(request + "true}"));
					RawClient single = RawClient.post(server, TestHttp.body(request + "false}"))) {
				stream.head();
				stream.chunk();
				assertThat(single.available()).isZero();
				assertThat(ps(server)).contains("gemma3");
			}
			await().atMost(Duration.ofSeconds(5)).until(() -> ps(server).equals("{\"models\":[]}"));
		}
	}

	private DeliveryListener start(@Nullable Duration keepAlive) {
		DeliveryListener use = this.loaded.use(MODEL, keepAlive, 4096);
		use.started();
		return use;
	}

	private void pass(int seconds) {
		this.now = this.now.plusSeconds(seconds);
	}

	private static LoadedModels.Loaded expires(int seconds) {
		return new LoadedModels.Loaded(at(seconds), 4096);
	}

	private static Instant at(int seconds) {
		return Instant.ofEpochSecond(seconds);
	}

	private static String ps(MockOllamaServer server) {
		return TestHttp.get(server, "/api/ps").body();
	}

}
