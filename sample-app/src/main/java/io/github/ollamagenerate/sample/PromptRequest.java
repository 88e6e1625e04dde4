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

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateOperations.PromptSpec;
import io.github.ollamagenerate.ModelOptions;
import io.github.ollamagenerate.ResponseFormat;
import io.github.ollamagenerate.Think;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * What a client asks. All but the prompt may be left out.
 *
 * @param prompt the text to answer
 * @param id name of a stream for {@code DELETE /generations/..}
 * @param model the model, {@code null} for that of {@code ollama.generate.model}
 * @param system the system text, {@code null} for that of the model
 * @param think {@code true}, {@code false} or a level
 * @param format {@code "json"} or a JSON schema
 * @param images pictures, base64 in JSON
 * @param options runtime options
 */
record PromptRequest(String prompt, @Nullable String id, @Nullable String model, @Nullable String system,
		@Nullable String think, @Nullable JsonNode format, @Nullable List<byte[]> images, @Nullable Options options) {

	PromptRequest {
		Assert.hasText(prompt, "'prompt' must not be blank: send JSON such as {\"prompt\": \"Why is the sky blue?\"}");
		Generations.checkId(id);
		format = (format != null && format.isNull()) ? null : format;
		Assert.isTrue(format == null || format.isObject() || "json".equals(format.stringValue(null)),
				"'format' must be \"json\" or a JSON schema, which is a JSON object");
		Assert.isTrue(images == null || images.stream().allMatch((image) -> image != null && image.length > 0),
				"'images' must not contain an empty image");
	}

	PromptSpec ask(GenerateOperations ollama) {
		PromptSpec spec = ollama.prompt(this.prompt)
			.model(this.model)
			.system(this.system)
			.think(StringUtils.hasText(this.think) ? Think.of(this.think) : null)
			.format((this.format != null) ? format(this.format) : null);
		if (this.images != null) {
			this.images.forEach(spec::image);
		}
		return (this.options != null) ? spec.options(this.options::applyTo) : spec;
	}

	private static ResponseFormat format(JsonNode format) {
		return format.isObject() ? ResponseFormat.schema(format) : ResponseFormat.json();
	}

	// Spring logs what it reads and writes: no prompt, no answer
	@Override
	public String toString() {
		return "PromptRequest[model=" + this.model + "]";
	}

	/**
	 * Runtime options, with the names that Ollama gives them.
	 */
	record Options(@Nullable Double temperature, @JsonProperty("top_p") @Nullable Double topP, @Nullable Long seed,
			@JsonProperty("num_ctx") @Nullable Integer numCtx,
			@JsonProperty("num_predict") @Nullable Integer numPredict) {

		Options {
			requireFinite("temperature", temperature);
			requireFinite("top_p", topP);
		}

		// JSON has no infinity, but 1e999 becomes one
		private static void requireFinite(String name, @Nullable Double value) {
			Assert.isTrue(value == null || Double.isFinite(value),
					() -> "'options." + name + "' must be a finite number");
		}

		void applyTo(ModelOptions.Builder options) {
			set(options, "temperature", this.temperature);
			set(options, "top_p", this.topP);
			set(options, "seed", this.seed);
			set(options, "num_ctx", this.numCtx);
			set(options, "num_predict", this.numPredict);
		}

		private static void set(ModelOptions.Builder options, String name, @Nullable Number value) {
			if (value != null) {
				options.set(name, value);
			}
		}

	}

}
