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

package io.github.ollamagenerate.test.testcontainers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.ollama.OllamaContainer;
import org.testcontainers.utility.DockerImageName;
import tools.jackson.databind.json.JsonMapper;

/**
 * Image of Ollama that contains a model. The first test that asks for it pulls the model
 * and builds the image, which stays on the machine, so that the next run starts in
 * seconds.
 */
public final class OllamaModelImage {

	private static final String REPOSITORY = "localhost/ollama-with-model";

	private static final int PORT = 11434;

	private OllamaModelImage() {
	}

	/**
	 * Return the name of the image. If the image does not exist, build it first, which
	 * takes as long as the model takes to download.
	 * @param image the image of Ollama with its tag, for example
	 * {@code ollama/ollama:0.12.0}
	 * @param model the model, as in {@code ollama.generate.model}
	 * @return the name, for {@link OllamaContainer#OllamaContainer(DockerImageName)}
	 * @throws IllegalStateException if Ollama cannot pull the model; the message contains
	 * what Ollama reports
	 */
	public static synchronized DockerImageName of(String image, String model) {
		DockerImageName base = DockerImageName.parse(image).asCompatibleSubstituteFor("ollama/ollama");
		String name = REPOSITORY + ":" + base.getVersionPart() + "-" + model.replaceAll("[^A-Za-z0-9_.-]", "-");
		if (!exists(name)) {
			try (OllamaContainer ollama = new OllamaContainer(base)) {
				ollama.waitingFor(Wait.forHttp("/").forPort(PORT).forStatusCode(200)).start();
				pull(ollama.getEndpoint(), model);
				ollama.commitToImage(name);
			}
		}
		return DockerImageName.parse(name).asCompatibleSubstituteFor("ollama/ollama");
	}

	private static boolean exists(String name) {
		return !DockerClientFactory.lazyClient().listImagesCmd().withReferenceFilter(name).exec().isEmpty();
	}

	// see https://github.com/ollama/ollama/blob/main/docs/api.md#pull-a-model
	private static void pull(String url, String model) {
		String body = new JsonMapper().createObjectNode().put("model", model).put("stream", false).toString();
		try {
			HttpResponse<String> response = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create(url + "/api/pull"))
					.POST(HttpRequest.BodyPublishers.ofString(body))
					.build(), HttpResponse.BodyHandlers.ofString());
			if (!response.body().contains("\"success\"")) {
				throw new IllegalStateException("Ollama cannot pull the model '" + model + "': " + response.body());
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("Ollama at " + url + " does not answer", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while the model '" + model + "' was pulled", ex);
		}
	}

}
