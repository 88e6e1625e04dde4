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

import io.github.ollamagenerate.BaseUrl;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateConnectionDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the web page who answers.
 */
@RestController
class StatusController {

	private final Status status;

	StatusController(OllamaGenerateConnectionDetails server, @Value("${ollama.generate.model}") String model,
			@Value("${sample.dashboard-url:#{null}}") @Nullable String dashboardUrl) {
		this.status = new Status(server instanceof ServerOrMock either && either.isMock(), model,
				BaseUrl.parse(server.getBaseUrl()).toString(), server.getApiKey() != null, dashboardUrl);
	}

	@GetMapping("/status")
	Status status() {
		return this.status;
	}

	/**
	 * What the page needs to know.
	 *
	 * @param mock whether the built-in mock server answers
	 * @param model the configured model
	 * @param server the address of the server, without user and password
	 * @param apiKey whether requests need an API key
	 * @param dashboardUrl the address of Grafana, {@code null} if it does not run
	 */
	record Status(boolean mock, String model, String server, boolean apiKey, @Nullable String dashboardUrl) {
	}

}
