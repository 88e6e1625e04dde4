package io.github.ollamagenerate.test;

import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends recorded requests again and compares the mock's answers with those of a real
 * server in everything that is not up to a model.
 */
class RecordingReplayTests {

	private static final List<String> COMPARED_HEADERS = List.of("content-type", "transfer-encoding", "allow", "vary",
			"access-control-allow-origin", "access-control-allow-methods", "access-control-allow-headers",
			"access-control-max-age");

	/** How long the JSON is, and so whether it reaches the limit, is up to the model. */
	private static final Set<String> DONE_REASON_VARIES = Set.of("05-format-json");

	/** Requests that the recorded one needs before it. */
	private static final Map<String, String> BEFORE = Map.of("10-ps", "10-keep-alive-10m", "10-ps-forever",
			"10-keep-alive-forever");

	/** Replayed where the requests or the server they need are built. */
	private static final Set<String> ELSEWHERE = Set.of("18-foreign-host");

	@ParameterizedTest
	@MethodSource("recordings")
	void answersAsRecorded(String name) throws Exception {
		try (MockOllamaServer server = MockOllamaServer.builder()
			.model("smollm2-think", "completion", "thinking")
			.model("smollm2-plain", "completion")
			.model("smollm2-fim", "completion", "insert")
			.start()) {
			if (BEFORE.containsKey(name)) {
				send(server, BEFORE.get(name));
			}
			HttpResponse<String> actual = send(server, name);
			Recording expected = Recording.read(name);
			assertThat(actual.statusCode()).isEqualTo(expected.status());
			for (String header : COMPARED_HEADERS) {
				assertThat(actual.headers().allValues(header)).as(header)
					.isEqualTo(expected.headers().getOrDefault(header, List.of()));
			}
			assertThat(actual.headers().map().containsKey("content-length")).as("content-length")
				.isEqualTo(expected.headers().containsKey("content-length"));
			assertThat(actual.headers().firstValue("date")).hasValueSatisfying(HttpDateTests::assertIsNow);
			assertBody(name, actual.body(), expected);
		}
	}

	private static void assertBody(String name, String actual, Recording expected) {
		if (!String.valueOf(expected.headers().get("content-type")).contains("json")) {
			assertThat(actual).isEqualTo(expected.body());
			return;
		}
		assertThat(actual.endsWith("\n")).isEqualTo(expected.body().endsWith("\n"));
		List<JsonNode> actualLines = lines(actual);
		List<JsonNode> expectedLines = lines(expected.body());
		assertThat(shapes(actualLines)).isEqualTo(shapes(expectedLines));
		JsonNode actualLast = actualLines.get(actualLines.size() - 1);
		JsonNode expectedLast = expectedLines.get(expectedLines.size() - 1);
		assertThat(actualLast.get("error")).isEqualTo(expectedLast.get("error"));
		assertThat(actualLast.get("model")).isEqualTo(expectedLast.get("model"));
		if (!DONE_REASON_VARIES.contains(name)) {
			assertThat(actualLast.get("done_reason")).isEqualTo(expectedLast.get("done_reason"));
		}
	}

	/** Names in order and types, line by line, equal neighbours written once. */
	private static List<String> shapes(List<JsonNode> lines) {
		List<String> shapes = new ArrayList<>();
		for (JsonNode line : lines) {
			String shape = shape(line, "");
			if (shapes.isEmpty() || !shapes.get(shapes.size() - 1).equals(shape)) {
				shapes.add(shape);
			}
		}
		return shapes;
	}

	private static String shape(JsonNode node, String name) {
		if (name.equals("model_info")) {
			// an architecture's fields have its name in front
			String architecture = node.get("general.architecture").stringValue();
			return shape(TestHttp.MAPPER.readTree(node.toString().replace("\"" + architecture + ".", "\"arch.")), "");
		}
		if (name.equals("tensors")) {
			return "array of " + node.valueStream().map(JsonNode::propertyNames).distinct().toList();
		}
		if (node.isObject()) {
			List<String> fields = new ArrayList<>();
			node.properties()
				.forEach((field) -> fields.add(field.getKey() + ":" + shape(field.getValue(), field.getKey())));
			return fields.toString();
		}
		if (node.isArray()) {
			return name.equals("capabilities") ? node.toString()
					: "array of " + node.valueStream().map((element) -> shape(element, "")).distinct().toList();
		}
		return switch (name) {
			case "created_at", "modified_at", "expires_at" ->
				"time " + node.stringValue().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{1,9}Z");
			case "name" -> node.stringValue();
			case "done" -> node.toString();
			default -> node.isIntegralNumber() ? "integer" : node.getNodeType().name();
		};
	}

	private static List<JsonNode> lines(String body) {
		return body.lines().map((line) -> TestHttp.MAPPER.readTree(line)).toList();
	}

	private static HttpResponse<String> send(MockOllamaServer server, String name) throws Exception {
		JsonNode request = TestHttp.MAPPER.readTree(Files.readString(file(name + ".request.json")));
		JsonNode body = request.path("body");
		List<String> headers = new ArrayList<>();
		request.path("headers").properties().forEach((header) -> {
			// null is a usual header left out, and none is sent here by default
			if (!header.getValue().isNull()) {
				headers.add(header.getKey());
				headers.add(header.getValue().stringValue());
			}
		});
		String text = body.isMissingNode() ? ""
				: body.has("raw") && body.get("raw").isString() ? body.get("raw").stringValue() : body.toString();
		return TestHttp.exchange(server, request.get("method").stringValue(), request.get("path").stringValue(), text,
				headers);
	}

	static Stream<String> recordings() throws Exception {
		try (Stream<Path> files = Files.list(file("."))) {
			List<String> names = files.map((file) -> file.getFileName().toString())
				.filter((file) -> file.endsWith(".request.json"))
				.map((file) -> file.replace(".request.json", ""))
				.filter((name) -> !ELSEWHERE.contains(name))
				.sorted()
				.toList();
			return names.stream();
		}
	}

	private static Path file(String name) throws URISyntaxException {
		return Path.of(RecordingReplayTests.class.getResource("/wire/").toURI()).resolve(name);
	}

	record Recording(int status, Map<String, List<String>> headers, String body) {

		static Recording read(String name) throws Exception {
			String[] parts = Files.readString(file(name + ".response.txt")).split("\n\n", 2);
			List<String> head = parts[0].lines().toList();
			int status = Integer.parseInt(head.get(0).split(" ")[1]);
			Map<String, List<String>> headers = new HashMap<>();
			for (String line : head.subList(1, head.size())) {
				String[] header = line.split(": ", 2);
				headers.computeIfAbsent(header[0].toLowerCase(Locale.ROOT), (key) -> new ArrayList<>()).add(header[1]);
			}
			return new Recording(status, headers, parts[1]);
		}

	}

}
