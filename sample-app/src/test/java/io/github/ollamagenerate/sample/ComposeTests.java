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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code compose.yaml} says, as far as that can be seen without Docker.
 */
class ComposeTests {

	private static final Path OBSERVABILITY = Path.of("observability");

	private final JsonNode services = read(Path.of("compose.yaml")).get("services");

	private static JsonNode read(Path path) {
		try {
			return JsonMapper.shared().valueToTree(new Yaml().load(Files.readString(path)));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private Stream<String> texts(String service, String field) {
		return this.services.get(service).path(field).valueStream().map(JsonNode::stringValue);
	}

	@Test
	void servicesHaveHealthChecksAndPinnedImages() {
		assertThat(this.services.propertyNames()).containsExactly("ollama", "prometheus", "grafana");
		this.services.forEach((service) -> {
			assertThat(service.at("/healthcheck/test/0").stringValue()).isEqualTo("CMD");
			assertThat(service.get("image").stringValue()).matches("[a-z]+/[a-z]+:v?\\d+\\.\\d+\\.\\d+");
		});
		assertThat(this.services.at("/ollama/image").stringValue()).isEqualTo(OllamaContainerConfiguration.IMAGE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "prometheus", "grafana" })
	void mountedFilesExist(String service) {
		assertThat(texts(service, "volumes")).isNotEmpty()
			.allMatch((volume) -> volume.startsWith("./") && volume.endsWith(":ro"))
			.allMatch((volume) -> Files.isRegularFile(Path.of(volume.split(":")[0])));
	}

	@Test
	void portsAreThoseOfTheDocumentationAndForThisMachineAlone() throws IOException {
		String page = Files.readString(Path.of("..", "docs", "sample.md"));
		assertThat(texts("ollama", "ports")).containsExactly("127.0.0.1::11434");
		for (Map.Entry<String, String> port : Map.of("prometheus", "9090", "grafana", "3000").entrySet()) {
			assertThat(texts(port.getKey(), "ports"))
				.containsExactly("127.0.0.1:" + port.getValue() + ":" + port.getValue());
			assertThat(page).contains("<http://localhost:" + port.getValue() + ">");
		}
		assertThat(Files.readString(Path.of("..", "docs", "testing.md"))).contains(OllamaContainerConfiguration.IMAGE);
	}

	@Test
	void prometheusScrapesTheHostAsItScrapesThisMachine() throws IOException {
		assertThat(texts("prometheus", "extra_hosts")).containsExactly("host.docker.internal:host-gateway");
		List<String> host = lines("prometheus-compose.yml");
		assertThat(host).isEqualTo(lines("prometheus.yml").stream()
			.map((line) -> line.replace("localhost", "host.docker.internal"))
			.toList());
		assertThat(host).last().asString().contains("host.docker.internal:8080");
	}

	private static List<String> lines(String name) throws IOException {
		return Files.readAllLines(OBSERVABILITY.resolve(name)).stream().skip(1).toList();
	}

	@Test
	void grafanaFindsPrometheusAndTheDashboard() {
		JsonNode datasource = read(OBSERVABILITY.resolve("grafana/datasource.yml")).at("/datasources/0");
		assertThat(datasource.get("type").stringValue()).isEqualTo("prometheus");
		assertThat(datasource.get("url").stringValue()).isEqualTo("http://prometheus:9090");
		JsonNode provider = read(OBSERVABILITY.resolve("grafana/dashboards.yml")).at("/providers/0");
		String dashboard = provider.at("/options/path").stringValue() + "/dashboard.json";
		assertThat(texts("grafana", "volumes")).contains("./observability/dashboard.json:" + dashboard + ":ro");
		assertThat(this.services.at("/grafana/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH").stringValue())
			.isEqualTo(dashboard);
	}

}
