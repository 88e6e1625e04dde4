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

package io.github.ollamagenerate;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link GenerateRequest}.
 */
class GenerateRequestTests {

	@Test
	void everyFieldIsFilledByTheDefaultsAndKeptWhereSet() {
		GenerateRequest full = GenerateRequest.builder()
			.model("m")
			.prompt("p")
			.suffix("s")
			.image(new byte[] { 1 })
			.format(ResponseFormat.json())
			.system("sys")
			.template("t")
			.think(Think.on())
			.raw(true)
			.keepAlive(KeepAlive.forever())
			.options((options) -> options.seed(1))
			.truncate(true)
			.shift(true)
			.logprobs(true)
			.topLogprobs(1)
			.context(List.of(1))
			.build();
		assertThat(full.format()).isEqualTo(ResponseFormat.json());
		assertThat(full.think()).isEqualTo(Think.on());
		assertThat(full.keepAlive()).isEqualTo(KeepAlive.forever());
		assertThat(full.truncate()).isTrue();
		assertThat(full.shift()).isTrue();
		assertThat(full.logprobs()).isTrue();
		assertThat(full.topLogprobs()).isEqualTo(1);
		GenerateRequest filled = GenerateRequest.builder().build().withDefaults(full);
		assertThat(filled).usingRecursiveComparison().isEqualTo(full);
		GenerateRequest other = GenerateRequest.builder()
			.model("m2")
			.prompt("p2")
			.suffix("s2")
			.image(new byte[] { 2 })
			.format(ResponseFormat.schema("{}"))
			.system("sys2")
			.template("t2")
			.think(Think.off())
			.raw(false)
			.keepAlive(KeepAlive.unload())
			.options((options) -> options.seed(2))
			.truncate(false)
			.shift(false)
			.logprobs(false)
			.topLogprobs(2)
			.context(List.of())
			.build();
		assertThat(other.withDefaults(full)).usingRecursiveComparison().isEqualTo(other);
	}

	@Test
	void requestsWithTheSameFieldsAreEqual() {
		GenerateRequest request = GenerateRequest.builder().model("m").prompt("p").build();
		assertThat(request).isEqualTo(GenerateRequest.builder().model("m").prompt("p").build())
			.hasSameHashCodeAs(GenerateRequest.builder().model("m").prompt("p").build())
			.isNotEqualTo(GenerateRequest.builder().model("m").prompt("q").build());
		assertThat(GenerateRequest.load("m")).isNotEqualTo(GenerateRequest.builder().model("m").build());
	}

	@Test
	void promptMakesALoadAGeneration() {
		assertThat(GenerateRequest.load("m").mutate().keepAlive(KeepAlive.forever()).build().isLoad()).isTrue();
		assertThat(GenerateRequest.load("m").mutate().prompt("p").build().isLoad()).isFalse();
	}

	@Test
	void rawRequestTakesNoDefaultThatItExcludes() {
		GenerateRequest defaults = GenerateRequest.builder()
			.model("m")
			.system("s")
			.template("t")
			.context(List.of(1))
			.suffix("x")
			.build();
		GenerateRequest raw = GenerateRequest.builder().prompt("p").raw(true).build().withDefaults(defaults);
		assertThat(raw.system()).isNull();
		assertThat(raw.template()).isNull();
		assertThat(raw.context()).isNull();
		assertThat(raw.suffix()).isEqualTo("x");
	}

	@Test
	void mutateStartsFromTheRequestAndLeavesItAlone() {
		GenerateRequest request = GenerateRequest.builder().model("m").options((options) -> options.seed(1)).build();
		GenerateRequest changed = request.mutate().model("n").options((options) -> options.topK(2)).build();
		assertThat(changed.model()).isEqualTo("n");
		assertThat(changed.options().asMap()).containsEntry("seed", 1L).containsEntry("top_k", 2);
		assertThat(request.model()).isEqualTo("m");
		assertThat(request.options().asMap()).containsOnlyKeys("seed");
	}

	@Test
	void imagesComeFromBytesResourceFileAndText(@TempDir Path folder) throws Exception {
		Path file = Files.write(folder.resolve("image.png"), new byte[] { 1, 2, 3 });
		GenerateRequest request = GenerateRequest.builder()
			.image(new byte[] { 1, 2, 3 })
			.image(new ByteArrayResource(new byte[] { 1, 2, 3 }))
			.image(file)
			.image("AQID")
			.image("data:image/png;base64,AQID")
			.image("AQ\r\n  ID\r\n")
			.image("data:image/png;base64,\nAQ\nID\n")
			.build();
		assertThat(request.images()).hasSize(7).containsOnly("AQID");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "not base64!", "data:image/png;base64,", "data:image/svg+xml,%3Csvg/%3E", "A", "AQI" })
	void imageThatIsNoBase64IsRefused(String image) {
		assertThatIllegalArgumentException().isThrownBy(() -> GenerateRequest.builder().image(image))
			.withMessageContaining("image")
			.withNoCause();
	}

	@Test
	void imageFileThatCannotBeReadIsNamed(@TempDir Path folder) {
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> GenerateRequest.builder().image(folder.resolve("missing.png")))
			.withMessageContaining("missing.png");
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> GenerateRequest.builder().image(folder))
			.withMessageContaining(folder.toString());
	}

	@Test
	void textNamesNoContent() {
		GenerateRequest request = GenerateRequest.builder()
			.model("m")
			.prompt("canary")
			.system("canary")
			.suffix("canary")
			.template("canary")
			.image("canary00")
			.options((options) -> options.stop("canary"))
			.build();
		assertThat(request.toString()).contains("m").doesNotContain("canary");
	}

}
