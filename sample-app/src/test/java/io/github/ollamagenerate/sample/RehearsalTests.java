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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.ollamagenerate.test.MockAnswer;
import io.micrometer.core.instrument.MockClock;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.BaseSubscriber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A scripted day of two instances of the sample: at the end of each step, each query of
 * the dashboard and each alert must show what happened.
 */
class RehearsalTests {

	private static final Path FOLDER = Path.of("observability");

	private static final int INTERVAL = 15;

	private static final Duration WINDOW = Duration.ofMinutes(2);

	// by the title of the panel and the letter of the query
	private static final Map<String, Function<Step, Expected>> EXPECTED = Map.ofEntries(
			Map.entry("Answers A", (step) -> Expected.near(step.answers)),
			Map.entry("Failures A", (step) -> Expected.near(step.failures)),
			Map.entry("Cancelled A", (step) -> Expected.near(step.cancellations)),
			Map.entry("Tokens A", (step) -> Expected.near(step.tokens)),
			Map.entry("Mean latency A",
					(step) -> (step.answers > 0) ? Expected.near(step.latencies / step.answers) : Expected.none()),
			Map.entry("Active A", (step) -> Expected.near(step.active)),
			Map.entry("Waiting A", (step) -> Expected.near(step.waiting)),
			Map.entry("Server A", (step) -> Expected.near((step.up == 2) ? 1 : 0)),
			Map.entry("Requests A", (step) -> Expected.count(step.requests())),
			Map.entry("Error ratio A",
					(step) -> (step.requests() > 0) ? Expected.count(step.errors() / (double) step.requests())
							: Expected.none()),
			Map.entry("Errors by type A", (step) -> Expected.countOrNone(step.errors())),
			Map.entry("Retries A", (step) -> Expected.countOrNone(step.retries)),
			Map.entry("Structured output failures A", (step) -> Expected.count(step.structured)),
			Map.entry("Answers cut by num_predict A",
					(step) -> (step.ok > 0) ? Expected.count(step.cut / (double) step.ok) : Expected.none()),
			Map.entry("Latency A", (step) -> (step.ok > 0) ? Expected.near(step.latency) : Expected.none()),
			Map.entry("Latency B", (step) -> (step.ok > 0) ? bucket(step.latency) : Expected.none()),
			Map.entry("Latency C", (step) -> (step.ok > 0) ? bucket(step.latency) : Expected.none()),
			Map.entry("Latency D", (step) -> (step.ok > 0) ? bucket(step.latency) : Expected.none()),
			Map.entry("Time to first chunk A", (step) -> step.ofServer(Expected.between(0, 5))),
			Map.entry("Time to first chunk B", (step) -> step.ofServer(Expected.between(0, 5))),
			Map.entry("Time to first chunk C", (step) -> step.ofServer(Expected.between(0, 5))),
			Map.entry("Time per output token A", (step) -> step.ofServer(Expected.near(0.25 / 12))),
			Map.entry("Time per output token B", (step) -> step.ofServer(Expected.between(0.01, 0.025))),
			Map.entry("Where the time goes A", (step) -> step.ofServer(Expected.near(0.01))),
			Map.entry("Where the time goes B", (step) -> step.ofServer(Expected.near(0.05))),
			Map.entry("Where the time goes C", (step) -> step.ofServer(Expected.near(0.25))),
			Map.entry("Where the time goes D", (step) -> step.ofServer(Expected.near(0.03))),
			Map.entry("Time outside the server A",
					(step) -> (step.ok > 0) ? Expected.near(step.latency - 0.34) : Expected.none()),
			Map.entry("Requests that waited for the model A", (step) -> step.ofServer(Expected.between(0, 0.001))),
			Map.entry("Tokens as they flow A", (step) -> Expected.count(step.chunks())),
			Map.entry("Tokens in and out A", (step) -> rate(15 * step.ok, 15 * step.structured)),
			Map.entry("Tokens in and out B", (step) -> rate(12 * step.ok, 12 * step.structured)),
			Map.entry("Speed of generation A", (step) -> step.ofServer(Expected.near(48))),
			Map.entry("Speed of prompt processing A", (step) -> step.ofServer(Expected.near(200))),
			Map.entry("Share of prompts from the cache A", (step) -> step.ofServer(Expected.near(1 / 3.0))),
			Map.entry("Length of answers A", (step) -> step.ofServer(Expected.near(12))),
			Map.entry("Length of answers B", (step) -> step.ofServer(Expected.between(0, 16))),
			Map.entry("Context usage A", (step) -> step.ofServer(Expected.near(25))),
			Map.entry("Context usage B", (step) -> step.ofServer(Expected.between(10, 25))),
			Map.entry("Active requests A", (step) -> Expected.near(step.active)),
			Map.entry("Oldest active request A", (step) -> Expected.between(step.oldest * 0.95, step.oldest * 1.05)),
			Map.entry("Connections A", (step) -> Expected.near(step.connections)),
			Map.entry("Connections B", (step) -> Expected.near(step.waiting)),
			Map.entry("Connections C", (step) -> Expected.near(2)),
			Map.entry("Server up A", (step) -> Expected.near(step.up)),
			Map.entry("Loaded models A", (step) -> Expected.near(step.loaded)),
			Map.entry("Memory of loaded models A",
					(step) -> (step.loaded > 0) ? Expected.between(1, 1e12) : Expected.none()),
			Map.entry("Memory of loaded models B", (step) -> (step.loaded > 0) ? Expected.near(0) : Expected.none()));

	private final MockClock clock = new MockClock();

	private final RecordedScrapes scrapes = new RecordedScrapes(INTERVAL, read("dashboard.json"), read("rules.yml"));

	private final Map<String, RehearsedSample> samples = new LinkedHashMap<>();

	private final List<Step> steps = new ArrayList<>();

	private Step step = new Step();

	private long scraped;

	private int loaded;

	@Test
	void eachPanelAndAlertShowsWhatHappened(@TempDir Path folder) throws IOException, InterruptedException {
		PrometheusServer.require("prometheus");
		PrometheusServer.require("promtool");
		int[] size = new int[2];
		try {
			size = runDay();
		}
		finally {
			this.samples.values().forEach(RehearsedSample::close);
		}
		List<String> table = new ArrayList<>(List.of("step\tpanel or alert\texpected\tmeasured"));
		List<String> wrong = new ArrayList<>();
		// promtool reads the file once for each block of two hours
		long twoHours = Duration.ofHours(2).toSeconds();
		Instant start = Instant.ofEpochSecond(Instant.now().getEpochSecond() / twoHours * twoHours - 2 * twoHours);
		Path metrics = folder.resolve("metrics.txt");
		this.scrapes.writeOpenMetrics(metrics, start.getEpochSecond());
		try (PrometheusServer prometheus = PrometheusServer.startOver(folder, metrics)) {
			for (Step step : this.steps) {
				for (Map.Entry<String, String> query : queries().entrySet()) {
					Double measured = sum(
							prometheus.query(query.getValue().replace("$__range", step.end + INTERVAL + "s"),
									start.plusSeconds(step.end)));
					Expected expected = EXPECTED
						.getOrDefault(query.getKey(), (any) -> Expected.between(Double.NaN, Double.NaN))
						.apply(step);
					report(table, wrong, step, query.getKey(), expected.toString(), String.valueOf(measured),
							expected.matches(measured));
				}
			}
		}
		Map<Long, String> firing = firing(folder);
		for (Step step : this.steps) {
			String measured = firing.getOrDefault(step.end, "none");
			report(table, wrong, step, "alerts", step.alerts, measured, step.alerts.equals(measured));
		}
		table.add("series of a after 600 invented names\t\t\t" + size[0]);
		table.add("bytes of the scrape of a after a name of 1 MB\t\t\t" + size[1]);
		Files.write(Path.of("target", "rehearsal.tsv"), table);
		assertThat(EXPECTED.keySet()).isEqualTo(queries().keySet());
		assertThat(wrong).isEmpty();
		assertThat(size[0]).isLessThan(1500);
		assertThat(size[1]).isLessThan(1_000_000);
	}

	private static void report(List<String> table, List<String> wrong, Step step, String what, String expected,
			String measured, boolean matches) {
		String line = step.name + "\t" + what + "\t" + expected + "\t" + measured;
		table.add(line + (matches ? "" : "\tWRONG"));
		if (!matches) {
			wrong.add(line);
		}
	}

	private int[] runDay() {
		RehearsedSample a = start("a", "--ollama.max-connections=2", "--ollama.pending-acquire-max-count=3");
		RehearsedSample b = start("b");
		end("start", 2);

		answers(a, 1, "stop");
		end("first prompt", 1);

		quiet();
		a.load(Duration.ofSeconds(20));
		this.loaded = 1;
		end("load", 1);

		quiet();
		answers(a, 50, "stop");
		answers(a, 1, "length");
		a.cancel();
		this.step.cancelled++;
		this.step.partial++;
		end("burst", 1);

		quiet();
		failures(a, 1);
		this.step.alerts = "OllamaErrors a";
		end("each failure once", 1);

		quiet();
		answers(a, 30, "stop");
		failures(a, 5);
		this.step.alerts = "OllamaErrors a";
		end("each failure many times", 1);

		pass(15);
		end("quiet", 1);

		BaseSubscriber<String> answer = a.stream(181);
		this.step.active = 1;
		for (int minute = 0; minute < 14; minute++) {
			for (int i = 0; i < 60 / INTERVAL; i++) {
				arrive(a, answer, 3);
				scrape();
			}
		}
		this.step.oldest = 14 * 60;
		this.step.chunksPerSecond = 3.0 / INTERVAL;
		end("answer of 15 minutes, after 14", 0);
		arrive(a, answer, 181 - 14 * 12);
		this.step.ok = 1;
		this.step.latency = 14 * 60;
		this.step.answers++;
		this.step.tokens += 12;
		this.step.latencies += 14 * 60;
		this.step.chunksPerSecond = (13 + 4 * 3) / (double) WINDOW.toSeconds();
		end("answer of 15 minutes, at its end", 1);
		a.endActive();

		quiet();
		b.hang(20, 0);
		this.step.active = 20;
		this.step.connections = 20;
		for (int minute = 0; minute < 10; minute++) {
			answers(a, 1, "stop");
			pass(1);
		}
		// the one before lies at the edge of the window
		this.step.ok = 1;
		this.step.oldest = 10 * 60;
		this.step.alerts = "OllamaNoTokens b";
		end("one of two instances hangs", 0);
		this.step.cancelled += b.endActive();
		end("it recovers", 1);

		quiet();
		answers(a, 1, "stop");
		a.hang(2, 3);
		a.fail("m");
		pass(6);
		this.step.ok = 0;
		this.step.active = 5;
		this.step.connections = 2;
		this.step.waiting = 3;
		this.step.oldest = 6 * 60;
		this.step.alerts = "OllamaSaturated a";
		this.step.failures++;
		end("limit of connections", 0);
		this.step.cancelled += a.endActive();
		end("limit is over", 1);

		quiet();
		answers(a, 20, "stop");
		for (int i = 0; i < 600; i++) {
			a.fail("invented-" + i, MockAnswer.json(404, "{\"error\":\"model not found\"}"));
		}
		a.fail("x".repeat(1_000_000), MockAnswer.json(404, "{\"error\":\"model not found\"}"));
		this.step.errors.merge("404", 601, Integer::sum);
		this.step.alerts = "OllamaErrors a";
		end("600 invented models", 1);
		String text = a.scrape();
		int[] size = { (int) text.lines().filter((line) -> line.startsWith("ollama_")).count(), text.length() };

		pass(12);
		answers(a, 10, "stop");
		structuredOutputFailures(a, 6);
		this.step.alerts = "OllamaErrors a";
		end("structured output fails", 1);

		pass(12);
		b.stopServer();
		this.step.up = 1;
		pass(3);
		this.step.alerts = "OllamaDown b";
		end("a server is down without traffic", 0);

		b.close();
		b = start("b");
		pass(2);
		answers(b, 1, "stop");
		end("restart", 1);
		return size;
	}

	private RehearsedSample start(String instance, String... properties) {
		RehearsedSample sample = new RehearsedSample(this.clock, properties);
		this.samples.put(instance, sample);
		return sample;
	}

	private void answers(RehearsedSample sample, int count, String doneReason) {
		for (int i = 0; i < count; i++) {
			sample.answer(doneReason);
			scrapeIfDue();
		}
		this.step.ok += count;
		this.step.cut += doneReason.equals("length") ? count : 0;
		this.step.answers += count;
		this.step.tokens += 12 * count;
		this.step.latencies += count * RehearsedSample.LATENCY.toMillis() / 1000.0;
	}

	private void failures(RehearsedSample sample, int count) {
		for (int i = 0; i < count; i++) {
			for (int status : new int[] { 400, 404, 429, 500 }) {
				sample.fail("m", MockAnswer.json(status, "{\"error\":\"broken\"}"));
				this.step.errors.merge(String.valueOf(status), 1, Integer::sum);
			}
			MockAnswer busy = MockAnswer.json(503, "{\"error\":\"busy\"}");
			sample.fail("m", busy, busy, busy);
			sample.fail("m", MockAnswer.tokens("a").thenCut());
			sample.fail("m", MockAnswer.lines("not JSON"));
			sample.fail("m", MockAnswer.tokens("a").thenError("broken"));
			sample.failToConnect();
			sample.failByTimeout();
			this.step.retries += 4;
			this.step.partial += 2;
			for (String type : List.of("503", "truncated", "decode", "stream_error", "connect", "timeout")) {
				this.step.errors.merge(type, 1, Integer::sum);
			}
		}
		structuredOutputFailures(sample, count);
	}

	private void structuredOutputFailures(RehearsedSample sample, int count) {
		for (int i = 0; i < count; i++) {
			sample.failAsStructuredOutput();
			this.step.structured++;
			this.step.tokens += 12;
			this.step.errors.merge("structured_output", 1, Integer::sum);
		}
	}

	private void arrive(RehearsedSample sample, BaseSubscriber<String> answer, int chunks) {
		double before = sample.chunks();
		answer.request(chunks);
		Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> sample.chunks() == before + chunks);
	}

	private void quiet() {
		pass(4);
	}

	private void pass(int minutes) {
		for (int i = 0; i < minutes * 60 / INTERVAL; i++) {
			scrape();
		}
	}

	// an answer takes time on the clock, too
	private void scrapeIfDue() {
		while (this.clock.wallTime() / 1000 >= this.scraped + INTERVAL) {
			record();
		}
	}

	private void scrape() {
		long missing = (this.scraped + INTERVAL) * 1000 - this.clock.wallTime();
		if (missing > 0) {
			this.clock.add(Duration.ofMillis(missing));
		}
		record();
	}

	private void record() {
		this.samples.forEach((instance, sample) -> this.scrapes.add(instance, sample.scrape()));
		this.scrapes.next();
		this.scraped += INTERVAL;
	}

	private void end(String name, int minutes) {
		pass(minutes);
		if (minutes == 0) {
			scrape();
		}
		this.step.name = name;
		this.step.loaded = this.loaded;
		this.step.end = this.scrapes.seconds();
		Step before = this.steps.isEmpty() ? new Step() : this.steps.get(this.steps.size() - 1);
		this.step.addTotals(before);
		this.steps.add(this.step);
		this.step = new Step();
	}

	private static String read(String name) {
		try {
			return Files.readString(FOLDER.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, String> queries() {
		JsonNode dashboard = JsonMapper.shared().readTree(read("dashboard.json"));
		Map<String, String> queries = new TreeMap<>();
		for (JsonNode panel : dashboard.path("panels")) {
			for (JsonNode target : panel.path("targets")) {
				queries.put(panel.path("title").asString() + " " + target.path("refId").asString(),
						target.path("expr")
							.asString()
							.replace("$application", "ollama-generate-sample")
							.replace("$instance", ".*")
							.replace("$model", ".*")
							.replace("$__rate_interval", WINDOW.toSeconds() + "s"));
			}
		}
		return queries;
	}

	private static @Nullable Double sum(List<Map.Entry<JsonNode, Double>> samples) {
		List<Double> values = samples.stream().map(Map.Entry::getValue).filter(Double::isFinite).toList();
		return values.isEmpty() ? null : values.stream().mapToDouble(Double::doubleValue).sum();
	}

	// promtool runs the rules over what was scraped, and tells what it did not expect
	private Map<Long, String> firing(Path folder) throws IOException, InterruptedException {
		String rules = read("rules.yml");
		StringBuilder test = new StringBuilder("rule_files:\n  - " + FOLDER.resolve("rules.yml").toAbsolutePath()
				+ "\nevaluation_interval: " + INTERVAL + "s\ntests:\n  - interval: " + INTERVAL
				+ "s\n    input_series:\n" + this.scrapes.asRuleTest(rules) + "    promql_expr_test:\n");
		for (Step step : this.steps) {
			test.append(
					"      - expr: count by (alertname, instance) (ALERTS{alertstate=\"firing\"})\n        eval_time: ")
				.append(step.end)
				.append("s\n");
		}
		Path file = folder.resolve("rules-test.yml");
		Files.writeString(file, test);
		Process process = new ProcessBuilder("promtool", "test", "rules", file.toString()).redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes());
		process.waitFor();
		Map<Long, String> firing = new TreeMap<>();
		Pattern.compile("time: (\\S+),\\s+exp:\\s*nil\\s+got:(.*)")
			.matcher(output)
			.results()
			.forEach((failure) -> firing.put(Duration.parse("PT" + failure.group(1).toUpperCase()).toSeconds(),
					Pattern.compile("alertname=\"(\\w+)\", instance=\"(\\w+)\"")
						.matcher(failure.group(2))
						.results()
						.map((alert) -> alert.group(1) + " " + alert.group(2))
						.sorted()
						.collect(Collectors.joining(", "))));
		assertThat(output.contains("SUCCESS") || !firing.isEmpty()).as(output).isTrue();
		return firing;
	}

	// a first failure does not show in a rate
	private static Expected rate(double count, double first) {
		Expected all = Expected.count((count + first) / WINDOW.toSeconds());
		return Expected.between(Expected.count(count / WINDOW.toSeconds()).low(), all.high());
	}

	// the estimate of a percentile lies in the bucket of the value, or ends with the last
	// one
	private static Expected bucket(double seconds) {
		double high = 0.01;
		while (high < seconds && high < 655) {
			high *= 2;
		}
		return Expected.between(high / 2, high);
	}

	/**
	 * What happened in a step, within the window before its end unless it says total.
	 */
	private static final class Step {

		private String name = "";

		private long end;

		private String alerts = "none";

		private int ok;

		private int cut;

		private int cancelled;

		private int structured;

		private int retries;

		private int partial;

		private final Map<String, Integer> errors = new TreeMap<>();

		private double latency = RehearsedSample.LATENCY.toMillis() / 1000.0;

		private double chunksPerSecond = -1;

		private int active;

		private int connections;

		private int waiting;

		private int oldest;

		private int up = 2;

		private int loaded;

		// since the start of the day
		private int answers;

		private int failures;

		private int cancellations;

		private int tokens;

		private double latencies;

		void addTotals(Step before) {
			this.answers += before.answers;
			this.failures += before.failures + errors();
			this.cancellations += before.cancellations + this.cancelled;
			this.tokens += before.tokens;
			this.latencies += before.latencies;
		}

		int errors() {
			return this.errors.values().stream().mapToInt(Integer::intValue).sum();
		}

		int requests() {
			return this.ok + errors() + this.cancelled;
		}

		// with tokens and durations of the server
		int measured() {
			return this.ok + this.structured;
		}

		// the first answers that cannot be read make new series, which a rate does not
		// show
		Expected ofServer(Expected expected) {
			if (this.ok > 0) {
				return expected;
			}
			return (measured() + this.partial > 0) ? new Expected(expected.low(), expected.high(), true)
					: Expected.none();
		}

		double chunks() {
			return (this.chunksPerSecond >= 0) ? this.chunksPerSecond
					: (2 * measured() + this.partial) / (double) WINDOW.toSeconds();
		}

	}

	/**
	 * A value between two bounds, or none.
	 */
	private record Expected(double low, double high, boolean orNone) {

		static Expected count(double value) {
			// Prometheus extrapolates to the edges of the window
			return new Expected(value * 0.8, value * 1.25, false);
		}

		static Expected countOrNone(double value) {
			return (value == 0) ? new Expected(0, 0, true) : count(value);
		}

		static Expected near(double value) {
			return new Expected(value * 0.97, value * 1.03, false);
		}

		static Expected none() {
			return new Expected(1, 0, true);
		}

		static Expected between(double low, double high) {
			return new Expected(low, high, false);
		}

		boolean matches(@Nullable Double measured) {
			return (measured != null) ? measured >= this.low && measured <= this.high : this.orNone;
		}

		@Override
		public String toString() {
			if (this.low > this.high) {
				return "none";
			}
			String value = (this.low == this.high) ? String.valueOf(this.low)
					: "%.3g to %.3g".formatted(this.low, this.high);
			return this.orNone ? value + " or none" : value;
		}

	}

}
