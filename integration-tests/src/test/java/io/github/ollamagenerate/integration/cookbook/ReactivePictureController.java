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

import io.github.ollamagenerate.GenerateOperations;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;

/**
 * Recipe: a picture that is uploaded, in WebFlux.
 */
// tag::picture[]
@RestController
class ReactivePictureController {

	private final GenerateOperations ollama;

	ReactivePictureController(GenerateOperations ollama) {
		this.ollama = ollama;
	}

	@PostMapping("/pictures")
	Mono<String> describe(@RequestPart FilePart picture) {
		return DataBufferUtils.join(picture.content(), 10_000_000)
			.map(ReactivePictureController::bytes)
			.flatMap((bytes) -> this.ollama.prompt("What is in this picture?").image(bytes).mono().content());
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

}
// end::picture[]
