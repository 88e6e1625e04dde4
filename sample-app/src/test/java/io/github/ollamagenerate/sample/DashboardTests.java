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
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard and the alert rules; {@link RehearsalTests} runs them.
 */
class DashboardTests {

	private static final Path FOLDER = Path.of("observability");

	@Test
	void rulesDoWhatTheirTestsSay() throws IOException, InterruptedException {
		PrometheusServer.require("promtool");
		for (String[] command : new String[][] { { "promtool", "check", "config", "prometheus.yml" },
				{ "promtool", "check", "config", "prometheus-compose.yml" },
				{ "promtool", "check", "rules", "rules.yml" }, { "promtool", "test", "rules", "rules-test.yml" } }) {
			Process process = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes());
			assertThat(process.waitFor()).as(output).isZero();
		}
	}

	@Test
	void eachPanelHasADescriptionAndAUnit() throws IOException {
		JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(FOLDER.resolve("dashboard.json")));
		assertThat(dashboard.path("schemaVersion").asInt()).isEqualTo(42);
		assertThat(dashboard.path("graphTooltip").asInt()).as("shared crosshair").isEqualTo(1);
		assertThat(dashboard.path("panels").valueStream())
			.filteredOn((panel) -> !panel.path("type").asString().equals("row"))
			.allSatisfy((panel) -> {
				assertThat(panel.path("description").asString("")).endsWith(".");
				assertThat(panel.at("/fieldConfig/defaults/unit").asString("")).isNotEmpty().isNotEqualTo("none");
			});
	}

	@Test
	void variableOfTheModelListsRealModels() throws IOException {
		JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(FOLDER.resolve("dashboard.json")));
		JsonNode model = dashboard.at("/templating/list")
			.valueStream()
			.filter((variable) -> variable.path("name").asString().equals("model"))
			.findFirst()
			.orElseThrow();
		String regex = model.path("regex").asString();
		Pattern pattern = Pattern.compile(regex.substring(1, regex.length() - 1));
		assertThat(List.of("m", "other", "others", "qwen3:1.7b")).filteredOn((name) -> pattern.matcher(name).find())
			.containsExactly("m", "others", "qwen3:1.7b");
	}

	@Test
	void eachAlertHasARunbookLine() throws IOException {
		String page = Files.readString(Path.of("..", "docs", "observability.md"));
		assertThat(Files.readAllLines(FOLDER.resolve("rules.yml"))).filteredOn((line) -> line.contains("- alert: "))
			.isNotEmpty()
			.allSatisfy(
					(line) -> assertThat(page).contains("| " + line.strip().substring("- alert: ".length()) + " |"));
	}

}
