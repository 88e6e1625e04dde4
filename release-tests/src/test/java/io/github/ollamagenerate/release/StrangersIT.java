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

package io.github.ollamagenerate.release;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Builds and runs applications that depend on the release.
 */
@Timeout(600)
class StrangersIT {

	private static final String CURRENT = "spring-boot.version";

	private static final String PREVIOUS = "spring-boot-previous.version";

	private static final Pattern ANSWER = Pattern.compile("^Answer: (.+)");

	private static final Pattern PORT = Pattern.compile("(?:Tomcat|Netty) started on port (\\d+)");

	private static final String LIBRARIES = """
			ollama-generate-spring-boot-starter ollama-generate-spring-boot-autoconfigure
			spring-boot spring-boot-autoconfigure spring-boot-webclient spring-boot-http-client spring-boot-http-codec
			spring-boot-http-converter spring-boot-jackson spring-boot-reactor spring-boot-jarmode-tools
			spring-aop spring-beans spring-context spring-core spring-expression spring-web spring-webflux
			reactor-core reactor-netty-core reactor-netty-http reactive-streams
			netty-buffer netty-codec-base netty-codec-compression netty-codec-dns netty-codec-http netty-codec-http2
			netty-codec-socks netty-common netty-handler netty-handler-proxy netty-resolver netty-resolver-dns
			netty-resolver-dns-classes-macos netty-resolver-dns-native-macos netty-transport
			netty-transport-classes-epoll netty-transport-native-epoll netty-transport-native-unix-common
			jackson-annotations jackson-core jackson-databind
			jsonschema-generator jsonschema-module-jackson classmate
			micrometer-commons micrometer-observation jspecify jakarta.annotation-api snakeyaml
			commons-logging logback-classic logback-core log4j-api log4j-to-slf4j jul-to-slf4j slf4j-api
			""";

	private static Program server;

	private static String url;

	@BeforeAll
	static void startServer() {
		server = Program.start(StagedRelease.get().file("ollama-generate-spring-boot-test", "-standalone.jar"),
				"--port=0");
		url = server.await(Pattern.compile("Mock Ollama server at (\\S+),"));
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { CURRENT, PREVIOUS })
	void applicationsBuildAndRun(String property, @TempDir Path folder) throws Exception {
		String version = System.getProperty(property);
		Strangers strangers = Strangers.create(folder, version).build();
		assertThat(libraries(strangers.jar("command-line"))).contains("spring-boot-" + version + ".jar");
		try (Program application = start(strangers, "command-line")) {
			assertThat(application.await(ANSWER)).isNotBlank();
			assertThat(application.awaitEnd()).isZero();
		}
		for (String web : List.of("webmvc", "webflux")) {
			try (Program application = start(strangers, web)) {
				String port = application.await(PORT);
				HttpResponse<String> response = get(port, "/sky");
				assertThat(response.statusCode()).isEqualTo(200);
				assertThat(response.body()).isNotBlank();
				// the list of parts of a library is not the application's own
				assertThat(get(port, "/actuator/sbom").body()).doesNotContain("application");
			}
		}
		if (property.equals(CURRENT)) {
			assertThat(libraries(strangers.jar("command-line"))).extracting((name) -> name.replaceFirst("-\\d.*", ""))
				.containsExactlyInAnyOrder(LIBRARIES.trim().split("\\s+"));
		}
	}

	private static Program start(Strangers strangers, String application) {
		return Program.start(strangers.jar(application), "--ollama.base-url=" + url, "--ollama.generate.model=gemma3",
				"--server.port=0", "--server.address=127.0.0.1", "--management.endpoints.web.exposure.include=*");
	}

	private static HttpResponse<String> get(String port, String path) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
					BodyHandlers.ofString());
	}

	private static List<String> libraries(Path jar) throws IOException {
		String folder = "BOOT-INF/lib/";
		try (JarFile file = new JarFile(jar.toFile())) {
			return file.stream()
				.map((entry) -> entry.getName())
				.filter((name) -> name.startsWith(folder) && !name.equals(folder))
				.map((name) -> name.substring(folder.length()))
				.toList();
		}
	}

}
