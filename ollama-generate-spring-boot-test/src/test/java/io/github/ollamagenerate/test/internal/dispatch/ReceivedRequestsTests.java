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

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ollamagenerate.test.TestHttp;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReceivedRequests}.
 */
class ReceivedRequestsTests {

	@Test
	void thoseThatNobodyTakesDoNotPileUp() {
		ReceivedRequests log = new ReceivedRequests();
		CompletableFuture<Void> open = new CompletableFuture<>();
		for (int i = 0; i <= ReceivedRequests.CAPACITY; i++) {
			String body = TestHttp.body("{'model':'" + i + "'}");
			log.add(ReceivedRequest.of("POST", "/api/generate", List.of(), body, open));
		}
		assertThat(log.take("/api/generate").model()).isEqualTo("1");
		assertThat(log.count("/api/generate")).isEqualTo(ReceivedRequests.CAPACITY + 1);
	}

	@Test
	void whenInterruptedThenWaitingEndsAndThreadStaysInterrupted() {
		Thread.currentThread().interrupt();
		assertThat(new ReceivedRequests().take("/api/generate")).isNull();
		assertThat(Thread.interrupted()).isTrue();
	}

}
