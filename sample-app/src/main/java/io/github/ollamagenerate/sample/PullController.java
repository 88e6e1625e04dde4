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

import io.github.ollamagenerate.server.OllamaServerClient;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.Assert;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lets the server pull a model, with its progress as lines of JSON. The server keeps what
 * it has if the pull ends early, so the next one continues from there.
 */
@RestController
class PullController {

	private final OllamaServerClient server;

	private final Generations streams;

	PullController(OllamaServerClient server, Generations streams) {
		this.server = server;
		this.streams = streams;
	}

	@PostMapping(path = "/pulls", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Flux<Object>> pull(@RequestBody PullRequest request) {
		Flux<Object> progress = ErrorLine.last(this.server.pull(request.model()));
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_NDJSON)
			.body(this.streams.cancellable(request.id(), progress));
	}

	/**
	 * What to pull.
	 *
	 * @param model the model
	 * @param id name of the stream for {@code DELETE /pulls/..}
	 */
	record PullRequest(String model, @Nullable String id) {

		PullRequest {
			Assert.hasText(model, "'model' must not be blank: send the name of a model, such as qwen3:1.7b");
			Generations.checkId(id);
		}

	}

}
