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

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * Recipe: a picture that is uploaded, in Spring MVC.
 */
// tag::picture[]
@RestController
class PictureController {

	private final GenerateOperations ollama;

	PictureController(GenerateOperations ollama) {
		this.ollama = ollama;
	}

	@PostMapping("/pictures")
	String describe(@RequestParam MultipartFile picture) {
		return this.ollama.prompt("What is in this picture?").image(picture.getResource()).call().content();
	}

}
// end::picture[]
