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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Prometheus would have scraped, for Prometheus to load and for promtool to run
 * rules over.
 */
final class RecordedScrapes {

	private final Map<String, TreeMap<Long, String>> series = new TreeMap<>();

	private final long intervalSeconds;

	private long count;

	private final Set<String> names;

	/**
	 * Create a recording.
	 * @param intervalSeconds the time between two scrapes
	 * @param readers the texts that name what is to be recorded
	 */
	RecordedScrapes(long intervalSeconds, String... readers) {
		this.intervalSeconds = intervalSeconds;
		this.names = Stream.of(readers)
			.flatMap((reader) -> Pattern.compile("ollama_\\w+").matcher(reader).results())
			.map(MatchResult::group)
			.collect(Collectors.toSet());
	}

	/**
	 * Add a scrape, after the interval.
	 */
	void add(String instance, String text) {
		text.lines().filter((line) -> line.startsWith("ollama_")).forEach((line) -> {
			int value = line.lastIndexOf(' ');
			int name = line.indexOf('{');
			if (!this.names.contains(line.substring(0, name))) {
				return;
			}
			this.series
				.computeIfAbsent(
						line.substring(0, name) + "{instance=\"" + instance + "\"," + line.substring(name + 1, value),
						(key) -> new TreeMap<>())
				.put(this.count, line.substring(value + 1));
		});
	}

	void next() {
		this.count++;
	}

	long seconds() {
		return (this.count - 1) * this.intervalSeconds;
	}

	void writeOpenMetrics(Path file, long start) throws IOException {
		StringBuilder text = new StringBuilder();
		this.series.forEach((key,
				values) -> values.forEach((time, value) -> text.append(key)
					.append(' ')
					.append(value)
					.append(' ')
					.append(start + time * this.intervalSeconds)
					.append('\n')));
		Files.writeString(file, text.append("# EOF\n"));
	}

	/**
	 * Return the series that a text names, as {@code promtool test rules} takes them.
	 */
	String asRuleTest(String rules) {
		return this.series.entrySet()
			.stream()
			.filter((series) -> rules.contains(series.getKey().substring(0, series.getKey().indexOf('{'))))
			.filter((series) -> !series.getKey().contains("_bucket{") || series.getKey().contains("le=\"1.28\""))
			.map((series) -> "      - series: '" + series.getKey() + "'\n        values: '" + values(series.getValue())
					+ "'\n")
			.collect(Collectors.joining());
	}

	private String values(TreeMap<Long, String> values) {
		StringBuilder text = new StringBuilder();
		boolean wasThere = false;
		for (long time = 0; time < this.count; time++) {
			String value = values.get(time);
			boolean isThere = value != null && !value.equals("NaN");
			text.append(isThere ? value : wasThere ? "stale" : "_").append(' ');
			wasThere = isThere;
		}
		return text.toString();
	}

}
