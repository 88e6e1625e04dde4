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

package io.github.ollamagenerate.integration.docker;

import java.util.List;

import com.github.dockerjava.api.model.Image;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.github.ollamagenerate.test.testcontainers.OllamaModelImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.ollama.OllamaContainer;
import org.testcontainers.utility.DockerImageName;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests {@link OllamaModelImage}.
 */
@RequiresDocker
class OllamaModelImageIT {

	private static final String NAME = "localhost/ollama-with-model:mock-gemma3-latest";

	@BeforeEach
	void build() {
		MockOllamaImage.build();
		remove();
	}

	@AfterEach
	void remove() {
		images().forEach((image) -> DockerClientFactory.lazyClient().removeImageCmd(NAME).exec());
	}

	private static List<Image> images() {
		return DockerClientFactory.lazyClient().listImagesCmd().withReferenceFilter(NAME).exec();
	}

	@Test
	void imageIsMadeOnceAndStartsWithTheModel() {
		DockerImageName image = OllamaModelImage.of(MockOllamaImage.NAME, "gemma3:latest");
		assertThat(image.asCanonicalNameString()).isEqualTo(NAME);
		String id = images().get(0).getId();
		assertThat(OllamaModelImage.of(MockOllamaImage.NAME, "gemma3:latest")).isEqualTo(image);
		assertThat(images()).singleElement().extracting(Image::getId).isEqualTo(id);
		try (OllamaContainer ollama = new OllamaContainer(image)) {
			ollama.waitingFor(Wait.forHttp("/").forPort(11434)).start();
			assertThat(new OllamaServerClient(WebClient.builder(), ollama.getEndpoint()).models().block())
				.contains("gemma3:latest");
		}
	}

	@Test
	void modelThatCannotBePulledIsNamedAndLeavesNoImage() {
		assertThatIllegalStateException().isThrownBy(() -> OllamaModelImage.of(MockOllamaImage.NAME, "no-such-model"))
			.withMessageContaining("'no-such-model'")
			.withMessageContaining("no such host");
		assertThat(DockerClientFactory.lazyClient()
			.listImagesCmd()
			.withReferenceFilter("localhost/ollama-with-model:mock-no-such-model")
			.exec()).isEmpty();
	}

}
