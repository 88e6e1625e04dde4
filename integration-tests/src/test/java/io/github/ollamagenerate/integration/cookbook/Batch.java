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

package io.github.ollamagenerate.integration.cookbook;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateOperations;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Recipe: many prompts, a few at a time.
 */
// tag::batch[]
record Batch(GenerateOperations ollama, int concurrency) {

	Mono<List<Result>> run(List<String> prompts, IntConsumer progress) {
		AtomicInteger finished = new AtomicInteger();
		return Flux.range(0, prompts.size())
			.flatMap((index) -> answer(index, prompts.get(index)), this.concurrency)
			.doOnNext((result) -> progress.accept(finished.incrementAndGet()))
			.collectSortedList(Comparator.comparingInt(Result::index));
	}

	private Mono<Result> answer(int index, String prompt) {
		return this.ollama.prompt(prompt)
			.mono()
			.content()
			.map((text) -> new Result(index, text, null))
			.onErrorResume(GenerateException.class, (ex) -> Mono.just(new Result(index, null, ex)));
	}

	record Result(int index, @Nullable String text, @Nullable GenerateException failure) {
	}

}
// end::batch[]
