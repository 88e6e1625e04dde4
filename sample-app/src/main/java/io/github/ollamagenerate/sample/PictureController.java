package io.github.ollamagenerate.sample;

import org.jspecify.annotations.Nullable;

import io.github.ollamagenerate.GenerateOperations;

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
