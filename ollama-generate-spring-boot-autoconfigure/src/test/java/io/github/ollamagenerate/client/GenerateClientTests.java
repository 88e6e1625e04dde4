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

package io.github.ollamagenerate.client;

import java.time.Duration;
import java.util.List;

import io.github.ollamagenerate.BaseUrl;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.client.http.ServerWebClient;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GenerateClient}.
 */
@ExtendWith(MockOllamaExtension.class)
class GenerateClientTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	@Test
	void eachSubscriptionIsARequestWithItsOwnAnswer(MockOllamaServer server) {
		Mono<GenerateResponse> answer = client(server).generate(request(), true);
		server.enqueue(MockAnswer.tokens("a", "b"));
		server.enqueue(MockAnswer.tokens("c", "d"));
		assertThat(answer.block(TIMEOUT).response()).isEqualTo("ab");
		assertThat(answer.block(TIMEOUT).response()).isEqualTo("cd");
	}

	@Test
	void subscriptionsAtTheSameTimeHaveTheirOwnAnswers(MockOllamaServer server) {
		Mono<GenerateResponse> answer = client(server).generate(request(), true);
		for (int i = 0; i <= 20; i++) {
			server.enqueue(MockAnswer.tokens("a", "b"));
		}
		// Jackson takes a lock for the first JSON, which no event loop may wait for
		assertThat(answer.block(TIMEOUT).response()).isEqualTo("ab");
		assertThat(Flux.range(0, 20)
			.flatMap((i) -> answer, 20)
			.map(GenerateResponse::response)
			.collectList()
			.block(TIMEOUT)).hasSize(20).containsOnly("ab");
	}

	@Test
	void eachSubscriptionToAStreamIsARequest(MockOllamaServer server) {
		Mono<List<String>> answer = client(server).stream(request()).map(GenerateResponse::response).collectList();
		server.enqueue(MockAnswer.tokens("a"));
		server.enqueue(MockAnswer.tokens("b"));
		assertThat(answer.block(TIMEOUT)).containsExactly("a", "");
		assertThat(answer.block(TIMEOUT)).containsExactly("b", "");
	}

	private static GenerateRequest request() {
		return GenerateRequest.builder().model("m").prompt("p").build();
	}

	private static GenerateClient client(MockOllamaServer server) {
		BaseUrl baseUrl = BaseUrl.parse(server.url());
		return new GenerateClient(ServerWebClient.of(WebClient.builder(), null, baseUrl), baseUrl.uri(), 8192,
				GenerateRequest.builder().build(), new ResponseFormats(JsonMapper.shared()), List.of(),
				new GenerateRetry(1, Duration.ZERO, Duration.ZERO, false),
				new GenerateObservations(ObservationRegistry.NOOP, null, null));
	}

}
