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

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

/**
 * {@link GenerateOperations} for unit tests that call a function instead of a server:
 * <pre class="code">
 * GenerateOperations ollama = StubGenerateOperations.withText((request) -&gt; "Sunny.");
 * </pre> The function is called once for each subscription. Requests are not validated.
 * Defaults, timeouts, retries, and observations do not apply.
 */
public final class StubGenerateOperations extends AbstractGenerateOperations {

	private final Function<GenerateRequest, ? extends Publisher<GenerateResponse>> chunks;

	/**
	 * Create operations that answer with chunks.
	 * @param chunks a function that returns the chunks of an answer, at least one. An
	 * exception or error signal is the failure of the request
	 */
	public StubGenerateOperations(Function<GenerateRequest, ? extends Publisher<GenerateResponse>> chunks) {
		super(JsonMapper.shared());
		Assert.notNull(chunks, "'chunks' must not be null");
		this.chunks = chunks;
	}

	/**
	 * Create operations that answer with a text. A stream has one chunk with the text,
	 * and one chunk that ends the answer.
	 * @param text a function that returns the text of an answer. An exception is the
	 * failure of the request
	 * @return the operations
	 */
	public static StubGenerateOperations withText(Function<GenerateRequest, String> text) {
		Assert.notNull(text, "'text' must not be null");
		return new StubGenerateOperations(
				(request) -> Flux.just(chunk(request, text.apply(request), null), chunk(request, "", "stop")));
	}

	private static GenerateResponse chunk(GenerateRequest request, String text, @Nullable String doneReason) {
		String model = Objects.requireNonNullElse(request.model(), "stub");
		return new GenerateResponse(model, null, text, null, doneReason != null, doneReason, null, List.of(), null,
				null, GenerateResponse.Metrics.none(), Map.of());
	}

	@Override
	public Mono<GenerateResponse> generate(GenerateRequest request) {
		return stream(request).collect(() -> new ResponseAccumulator(), ResponseAccumulator::add)
			.map(ResponseAccumulator::join);
	}

	@Override
	public Flux<GenerateResponse> stream(GenerateRequest request) {
		return Flux.defer(() -> this.chunks.apply(request));
	}

}
