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

package io.github.ollamagenerate.sample;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;
import org.springframework.web.server.ResponseStatusException;

/**
 * The streams that run, by the id that their client chose, so that it can end one while
 * the model is silent. The client chooses, because it would get an id of ours with the
 * first piece only.
 */
@Component
class Generations {

	private final Map<String, Sinks.Empty<Void>> running = new ConcurrentHashMap<>();

	static void checkId(@Nullable String id) {
		Assert.isTrue(id == null || id.matches("[\\w-]{8,64}"), "'id' must be 8 to 64 letters and digits");
	}

	<T> Flux<T> cancellable(@Nullable String id, Flux<T> answer) {
		return (id != null) ? Flux.defer(() -> run(id, answer)) : answer;
	}

	private <T> Flux<T> run(String id, Flux<T> answer) {
		Sinks.Empty<Void> stop = Sinks.empty();
		if (this.running.putIfAbsent(id, stop) != null) {
			return Flux.error(new ResponseStatusException(HttpStatus.CONFLICT,
					"A stream with this id is already running: choose another id."));
		}
		return answer.takeUntilOther(stop.asMono()).doFinally((signal) -> this.running.remove(id, stop));
	}

	/**
	 * End a stream, which closes the connection to Ollama.
	 * @return whether there was one
	 */
	boolean cancel(String id) {
		Sinks.Empty<Void> stop = this.running.remove(id);
		return stop != null && stop.tryEmitEmpty().isSuccess();
	}

}
