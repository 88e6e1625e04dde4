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

import io.github.ollamagenerate.GenerateOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Describes a picture. Needs a model that sees, such as {@code gemma3}.
 */
@RestController
class PictureController {

	private final GenerateOperations ollama;

	PictureController(GenerateOperations ollama) {
		this.ollama = ollama;
	}

	// the bare picture and no form: a page of another site could send a form
	@PostMapping(path = "/describe", consumes = { MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE, "image/webp" })
	Answer describe(@RequestBody byte[] picture, @RequestParam @Nullable String model) {
		return Answer.of(this.ollama.prompt("Describe this picture.").image(picture).model(model).call().response());
	}

}
