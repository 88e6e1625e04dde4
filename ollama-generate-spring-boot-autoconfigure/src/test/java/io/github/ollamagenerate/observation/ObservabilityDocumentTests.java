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

package io.github.ollamagenerate.observation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.observation.GenerateObservationDocumentation.HighCardinalityKeyNames;
import io.github.ollamagenerate.observation.GenerateObservationDocumentation.LowCardinalityKeyNames;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of meters, tags and attributes names those that there are, and no others.
 */
class ObservabilityDocumentTests {

	private static final Path PAGE = Path.of("../docs/observability.md");

	@Test
	void pageNamesEachTag() throws IOException {
		assertThat(names("tag")).isEqualTo(names(LowCardinalityKeyNames.values()));
	}

	@Test
	void pageNamesEachAttribute() throws IOException {
		assertThat(names("attribute")).isEqualTo(names(HighCardinalityKeyNames.values()));
	}

	@Test
	void pageNamesEachMeter() throws IOException {
		MeterRegistry meters = new SimpleMeterRegistry();
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(meters))
			.observationHandler(new GenerateMeterObservationHandler(meters))
			.observationHandler(new GenAiMeterObservationHandler(meters));
		try (MockOllamaServer server = MockOllamaServer.start()) {
			server.enqueue(MockAnswer.json(503, "{\"error\":\"busy\"}"));
			server.enqueue(MockAnswer.lines("{\"model\":\"m\",\"response\":\"a\",\"done\":false}", """
					{"model":"m","response":"b","done":true,"done_reason":"stop","total_duration":5,"load_duration":1,\
					"prompt_eval_count":15,"prompt_eval_cached_count":5,"prompt_eval_duration":2,"eval_count":2,\
					"eval_duration":2}"""));
			GenerateTemplate.builder(WebClient.builder())
				.baseUrl(server.url())
				.observationRegistry(observations)
				.retry(2, Duration.ZERO, Duration.ZERO)
				.build()
				.prompt("p")
				.model("m")
				.options((options) -> options.numCtx(4096))
				.call()
				.content();
		}
		assertThat(names("meter")).isEqualTo(meters.getMeters()
			.stream()
			.map(Meter::getId)
			.map(Meter.Id::getName)
			.collect(Collectors.toCollection(TreeSet::new)));
	}

	@Test
	void pageNamesEachGauge() throws IOException {
		assertThat(names("gauge")).isEqualTo(Stream.of(ClientGaugeDocumentation.values())
			.map(ClientGaugeDocumentation::getName)
			.collect(Collectors.toCollection(TreeSet::new)));
	}

	// of the tables whose first column has that heading
	private static Set<String> names(String heading) throws IOException {
		Set<String> names = new TreeSet<>();
		for (String table : Files.readString(PAGE).split("\n\n")) {
			if (table.startsWith("| " + heading + " |")) {
				Pattern.compile("^\\| `([^`]+)`", Pattern.MULTILINE)
					.matcher(table)
					.results()
					.forEach((row) -> names.add(row.group(1)));
			}
		}
		return names;
	}

	private static Set<String> names(KeyName[] keys) {
		return Stream.of(keys).map(KeyName::asString).collect(Collectors.toCollection(TreeSet::new));
	}

}
