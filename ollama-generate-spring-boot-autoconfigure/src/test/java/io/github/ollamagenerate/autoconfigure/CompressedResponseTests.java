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

package io.github.ollamagenerate.autoconfigure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.client.BufferLeakDetector;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for responses that are compressed although nobody asked for it.
 */
@ExtendWith({ MockOllamaExtension.class, BufferLeakDetector.Extension.class })
class CompressedResponseTests {

	private static final String ANSWER = """
			{"model":"m","response":"packed","done":false}
			{"model":"m","response":"","done":true,"done_reason":"stop"}
			""";

	@Test
	void compressionIsNotAskedForAndUndoneWhereItComesAllTheSame(MockOllamaServer server) throws IOException {
		byte[] packed = gzip(ANSWER);
		byte[] start = Arrays.copyOfRange(packed, 0, packed.length / 2);
		byte[] end = Arrays.copyOfRange(packed, packed.length / 2, packed.length);
		server.enqueue(MockAnswer.bytes(start, end).header("Content-Encoding", "gzip"))
			.enqueue(MockAnswer.tokens("plain"))
			.enqueue(MockAnswer.bytes(packed).header("Content-Encoding", "gzip"));
		OllamaContextRunner.with(WebClientAutoConfiguration.class)
			// each answer comes over the connection of the one before
			.withPropertyValues("ollama.base-url=" + server.url(), "ollama.generate.model=m",
					"ollama.max-connections=1")
			.run((context) -> {
				GenerateOperations ollama = context.getBean(GenerateOperations.class);
				assertThat(ollama.prompt("p").call().content()).isEqualTo("packed");
				assertThat(ollama.prompt("p").call().content()).isEqualTo("plain");
				assertThat(ollama.prompt("p").call().content()).isEqualTo("packed");
			});
		assertThat(server.takeRequest().header("Accept-Encoding")).isNull();
	}

	private static byte[] gzip(String text) throws IOException {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream output = new GZIPOutputStream(packed)) {
			output.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return packed.toByteArray();
	}

}
