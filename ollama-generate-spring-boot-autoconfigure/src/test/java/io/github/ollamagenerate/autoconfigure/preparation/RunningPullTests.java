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

package io.github.ollamagenerate.autoconfigure.preparation;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import io.github.ollamagenerate.GenerateInterceptor;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException.Reply;
import io.github.ollamagenerate.ModelNotFoundException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link RunningPull}.
 */
class RunningPullTests {

	private final RunningPull runningPull = new RunningPull();

	@ParameterizedTest
	@CsvSource({ "qwen3, qwen3, true", "qwen3, qwen3:latest, true", "qwen3:latest, qwen3, true", "Qwen3, qwen3, true",
			"qwen3:1.7b, qwen3:1.7b, true", "qwen3, qwen3:1.7b, false", "qwen3:1.7b, qwen3, false", "qwen3,, false" })
	void pullOfTheSameModelIsMentioned(String pulled, @Nullable String requested, boolean isMentioned) {
		this.runningPull.during(pulled, Mono.never()).subscribe();
		ModelNotFoundException failure = failure(notFound(requested));
		assertThat(failure.getMessage()).isEqualTo(isMentioned
				? "Not found. A pull of this model is running. Try again when it is complete." : "Not found.");
		assertThat(failure.model()).isEqualTo(requested);
	}

	@Test
	void pullThatHasEndedIsNotMentioned() {
		this.runningPull.during("qwen3", Mono.empty()).block(Duration.ofSeconds(10));
		assertThat(failure(notFound("qwen3")).getMessage()).isEqualTo("Not found.");
		Disposable pull = this.runningPull.during("qwen3", Mono.never()).subscribe();
		pull.dispose();
		assertThat(failure(notFound("qwen3")).getMessage()).isEqualTo("Not found.");
	}

	@Test
	void pullIsNotMentionedOnceItsEndIsKnown() {
		AtomicReference<ModelNotFoundException> failure = new AtomicReference<>();
		this.runningPull.during("qwen3", Mono.empty())
			.doOnTerminate(() -> failure.set(failure(notFound("qwen3"))))
			.block(Duration.ofSeconds(10));
		assertThat(failure.get().getMessage()).isEqualTo("Not found.");
	}

	@Test
	void failureStaysWhatItIs() {
		this.runningPull.during("qwen3", Mono.never()).subscribe();
		ModelNotFoundException failure = notFound("qwen3");
		assertThat(failure(failure)).satisfies((explained) -> {
			assertThat(explained.status()).isEqualTo(404);
			assertThat(explained.serverText()).isEqualTo("model 'qwen3' not found");
			assertThat(explained.getStackTrace()).isEqualTo(failure.getStackTrace());
		});
	}

	private ModelNotFoundException failure(ModelNotFoundException failure) {
		return catchThrowableOfType(ModelNotFoundException.class,
				() -> this.runningPull
					.intercept(GenerateRequest.builder().model("qwen3").prompt("p").build(), new FailingChain(failure))
					.blockLast(Duration.ofSeconds(10)));
	}

	private static ModelNotFoundException notFound(@Nullable String model) {
		return new ModelNotFoundException("Not found.", model, null,
				new Reply(404, "model '" + model + "' not found", null, null));
	}

	private record FailingChain(ModelNotFoundException failure) implements GenerateInterceptor.Chain {

		@Override
		public Flux<GenerateResponse> stream(GenerateRequest request) {
			return Flux.error(this.failure);
		}

		@Override
		public Mono<GenerateResponse> generate(GenerateRequest request) {
			return Mono.error(this.failure);
		}

	}

}
