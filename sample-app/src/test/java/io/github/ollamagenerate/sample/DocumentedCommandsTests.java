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

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.autoconfigure.AutoConfigureMockOllama;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests that the {@code curl} commands of the documentation work: those to port 8080 on
 * the sample, those to port 11434 on the mock server.
 */
@AutoConfigureMockOllama
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Timeout(30)
class DocumentedCommandsTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern SHELL = Pattern.compile("^```sh\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	@LocalServerPort
	private int port;

	@Autowired
	private MockOllamaServer ollama;

	static List<String> commands() throws IOException {
		try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
			return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages)
				.filter((page) -> page.toString().endsWith(".md"))
				.flatMap((page) -> SHELL.matcher(read(page)).results())
				.flatMap((block) -> block.group(1).replace("\\\n", " ").lines())
				.filter((command) -> command.startsWith("curl "))
				.distinct()
				.toList();
		}
	}

	@ParameterizedTest
	@MethodSource("commands")
	void commandSucceeds(String command) {
		HttpResponse<String> response = CurlCommand.parse(command, ROOT)
			.send((documented) -> (documented == 8080) ? this.port : this.ollama.port());
		// nothing runs that it could stop
		int expected = command.startsWith("curl -X DELETE localhost:8080/") ? 404 : 200;
		assertThat(response.statusCode()).as(response.body()).isEqualTo(expected);
		assertThat(response.body()).isNotEmpty();
	}

	@Test
	void commandsAreFound() throws IOException {
		assertThat(commands()).hasSizeGreaterThan(8);
	}

	@Test
	void commandThatFailsIsFound() {
		String command = "curl localhost:8080/generate -H 'Content-Type: application/json' -d '{\"promt\": \"Why?\"}'";
		assertThat(CurlCommand.parse(command, ROOT).send((documented) -> this.port).statusCode()).isEqualTo(400);
	}

	@Test
	void argumentThatIsNotKnownIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> CurlCommand.parse("curl --http3 localhost:8080/", ROOT))
			.withMessageContaining("--http3");
	}

	private static String read(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
