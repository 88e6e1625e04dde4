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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.ollamagenerate.autoconfigure.OllamaWebClientCustomizer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Recipe: an API key that is read from a file again and again.
 */
// tag::key[]
@Component
class RotatedKey implements OllamaWebClientCustomizer {

	private final Path file;

	private volatile String key = "";

	RotatedKey(@Value("${weather.key-file}") Path file) throws IOException {
		this.file = file;
		read();
	}

	@Scheduled(fixedDelayString = "PT1M")
	void read() throws IOException {
		this.key = Files.readString(this.file).strip();
	}

	@Override
	public void customize(WebClient.Builder builder) {
		builder.filter((request, next) -> next
			.exchange(ClientRequest.from(request).headers((headers) -> headers.setBearerAuth(this.key)).build()));
	}

}
// end::key[]
