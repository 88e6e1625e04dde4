package io.github.ollamagenerate.sample;

import org.jspecify.annotations.Nullable;

import io.github.ollamagenerate.GenerateOperations;

import org.springframework.http.MediaType;
import org.springframework.util.Assert;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Fills in the code between a beginning and an end. Needs a model that can, such as
 * {@code qwen2.5-coder:1.5b}.
 */
@RestController
class CodeController {

	private final GenerateOperations ollama;

	CodeController(GenerateOperations ollama) {
		this.ollama = ollama;
	}

	@PostMapping(path = "/code", consumes = MediaType.APPLICATION_JSON_VALUE)
	Answer fillIn(@RequestBody Gap gap) {
		return Answer.of(this.ollama.prompt(gap.prompt()).suffix(gap.suffix()).model(gap.model()).call().response());
	}

	record Gap(String prompt, String suffix, @Nullable String model) {

		Gap {
			Assert.hasText(prompt, "'prompt' must not be blank: it is the code before the gap");
			Assert.hasText(suffix, "'suffix' must not be blank: it is the code after the gap");
		}

		// Spring logs what it reads: no code
		@Override
		public String toString() {
			return "Gap[model=" + this.model + "]";
		}

	}

}
