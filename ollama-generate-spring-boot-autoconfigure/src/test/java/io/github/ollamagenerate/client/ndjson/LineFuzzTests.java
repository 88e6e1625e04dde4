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

package io.github.ollamagenerate.client.ndjson;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.client.BufferLeakDetector;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.client.ndjson.AnswerReader.Result;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers as imitations of the endpoint write them: each is read exactly, or fails with
 * the documented type. None is an empty success. The system property
 * {@code ollama.test.lines} sets how many are tried, and {@code ollama.test.lines.seed}
 * the first one, which a failure names.
 */
@ExtendWith({ MockOllamaExtension.class, BufferLeakDetector.Extension.class })
class LineFuzzTests {

	private static final long ANSWERS = Long.getLong("ollama.test.lines", 50_000);

	private static final long SEED = Long.getLong("ollama.test.lines.seed", 0);

	// shared by all, as in an application
	private final LineParsers parsers = new LineParsers(LineFuzz.MAX_LENGTH);

	@Test
	void answerIsReadExactlyOrFailsAsDocumented() {
		for (long seed = SEED; seed < SEED + ANSWERS; seed++) {
			LineFuzz answer = LineFuzz.of(seed);
			AnswerReader reader = new AnswerReader(this.parsers);
			answer.packets().forEach(reader::feed);
			Result result = reader.end();
			String failure = answer.failure();
			assertThat(result.text()).as("seed %d", seed).isEqualTo(answer.text());
			assertThat(result.failure()).as("seed %d", seed)
				.matches((found) -> failure.isEmpty() ? found.isEmpty() : found.startsWith(failure), failure);
			assertCount(answer, result.chunks(), seed);
		}
	}

	@Test
	void answerOfASocketIsReadExactlyOrFailsAsDocumented(MockOllamaServer server) {
		GenerateTemplate ollama = GenerateTemplate.builder(WebClient.builder())
			.baseUrl(server.url())
			.maxInMemorySize(DataSize.ofBytes(LineFuzz.MAX_LENGTH))
			.defaultRequest((request) -> request.model("m"))
			.build();
		for (long seed = SEED; seed < SEED + Math.max(1, ANSWERS / 200); seed++) {
			LineFuzz answer = LineFuzz.of(seed);
			server.enqueue(MockAnswer.bytes(answer.packets().toArray(new byte[0][])));
			List<GenerateResponse> chunks = new ArrayList<>();
			GenerateException failure = null;
			try {
				ollama.prompt("p").stream().responses().doOnNext(chunks::add).blockLast(Duration.ofSeconds(10));
			}
			catch (GenerateException ex) {
				failure = ex;
			}
			assertThat(new Result(chunks, "").text()).as("seed %d", seed).isEqualTo(answer.text());
			assertThat((failure != null) ? failure.getClass() : null).as("seed %d", seed)
				.isEqualTo(type(answer.failure()));
			assertCount(answer, chunks, seed);
		}
	}

	private static void assertCount(LineFuzz answer, List<GenerateResponse> chunks, long seed) {
		if (answer.failure().isEmpty()) {
			assertThat(chunks).as("seed %d", seed).last().satisfies((last) -> {
				assertThat(last.done()).isTrue();
				assertThat(last.metrics().evalCount()).isEqualTo(answer.evalCount());
			});
		}
	}

	private static @Nullable Class<?> type(String failure) {
		return switch (failure) {
			case "" -> null;
			case "ERROR" -> GenerateResponseException.class;
			case "TRUNCATED" -> TruncatedResponseException.class;
			default -> UnreadableResponseException.class;
		};
	}

}
