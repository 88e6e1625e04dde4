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

package io.github.ollamagenerate.client.ndjson;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.client.BlockingCallDetector;
import io.github.ollamagenerate.client.BufferLeakDetector;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.client.ndjson.AnswerReader.Result;
import io.github.ollamagenerate.client.ndjson.GeneratedStream.Ending;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Packets cut anywhere: inside a character, an escape, a number, several lines in one.
 * What is read must be what is read from the whole. The system property
 * {@code ollama.test.cuts} sets how many cuts are tried.
 */
@ExtendWith({ MockOllamaExtension.class, BufferLeakDetector.Extension.class, BlockingCallDetector.Extension.class })
class PacketCutTests {

	private static final Path RECORDINGS = Path.of("../ollama-generate-spring-boot-test/src/test/resources/wire");

	private static final String PATH = "/api/generate";

	private static final String REQUEST = ".request.json";

	private static final String RESPONSE = ".response.txt";

	private static final Pattern LINE = Pattern
		.compile("\\s*(\\{\"pauseMillis\": \\d+, (?:\"json\": (.*?)|.*?)(?:, \"lineEnd\": false)?}),?");

	// shared by all, as in an application
	private static final LineParsers PARSERS = new LineParsers(100_000);

	private static final long CUTS = Long.getLong("ollama.test.cuts", 100_000);

	static Stream<Path> recordings() throws IOException {
		try (Stream<Path> files = Files.list(RECORDINGS)) {
			return files.filter(PacketCutTests::isGeneration).sorted().toList().stream();
		}
	}

	// a recording in two files has the request next to the response
	private static boolean isGeneration(Path file) {
		String name = file.toString();
		if (name.endsWith(RESPONSE)) {
			return text(Path.of(name.replace(RESPONSE, REQUEST))).contains(PATH);
		}
		return !name.endsWith(REQUEST)
				&& JsonMapper.shared().readTree(text(file)).at("/request/path").stringValue().equals(PATH);
	}

	// the bytes as they were received: JSON that is written again has other escapes
	private static byte[] body(Path file) {
		if (file.toString().endsWith(RESPONSE)) {
			return text(file).split("\n\n", 2)[1].getBytes(StandardCharsets.UTF_8);
		}
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		text(file).lines().map(LINE::matcher).filter(Matcher::matches).forEach((line) -> {
			JsonNode fields = JsonMapper.shared().readTree(line.group(1));
			String text = (line.group(2) != null) ? line.group(2) : fields.path("text").asString("");
			body.writeBytes(
					fields.has("base64") ? fields.get("base64").binaryValue() : text.getBytes(StandardCharsets.UTF_8));
			body.writeBytes(fields.path("lineEnd").asBoolean(true) ? new byte[] { '\n' } : new byte[0]);
		});
		return body.toByteArray();
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@ParameterizedTest
	@MethodSource("recordings")
	void oneCutAnywhereInARecordingChangesNothing(Path recording) {
		byte[] bytes = body(recording);
		Result whole = read(List.of(bytes));
		for (int cut = 1; cut < bytes.length; cut++) {
			assertThat(read(List.of(Arrays.copyOf(bytes, cut), Arrays.copyOfRange(bytes, cut, bytes.length))))
				.as("cut at %d", cut)
				.isEqualTo(whole);
		}
	}

	@Test
	void manyCutsInRecordingsChangeNothing() throws IOException {
		List<byte[]> bodies = recordings().map(PacketCutTests::body).toList();
		List<Result> wholes = bodies.stream().map((body) -> read(List.of(body))).toList();
		Random random = new Random(1);
		for (long cuts = 0; cuts < CUTS / 2;) {
			int recording = random.nextInt(bodies.size());
			List<byte[]> packets = cut(bodies.get(recording), random);
			assertThat(read(packets)).as("after %d cuts", cuts).isEqualTo(wholes.get(recording));
			cuts += packets.size();
		}
	}

	@Test
	void manyCutsInStreamsOfAnyKindGiveWhatWasPutIn() {
		Random seeds = new Random(2);
		for (long cuts = 0; cuts < CUTS / 2;) {
			long seed = seeds.nextLong();
			Random random = new Random(seed);
			GeneratedStream stream = GeneratedStream.of(random);
			List<byte[]> packets = cut(stream.bytes(), random);
			Result result = read(packets);
			assertThat(result).as("seed %d", seed).isEqualTo(read(List.of(stream.bytes())));
			assertIsWhatWasPutIn(stream, result.chunks(), outcome(result.failure()), seed);
			cuts += packets.size();
		}
	}

	@Test
	void packetsOfASocketGiveWhatWasPutIn(MockOllamaServer server) {
		GenerateTemplate ollama = GenerateTemplate.builder(WebClient.builder())
			.baseUrl(server.url())
			.defaultRequest((request) -> request.model("m"))
			.build();
		for (long seed = 0; seed < 200; seed++) {
			Random random = new Random(seed);
			GeneratedStream stream = GeneratedStream.of(random);
			server.enqueue(MockAnswer.bytes(cut(stream.bytes(), random).toArray(new byte[0][])));
			List<GenerateResponse> chunks = new ArrayList<>();
			GenerateException failure = null;
			try {
				ollama.prompt("p").stream().responses().doOnNext(chunks::add).blockLast(Duration.ofSeconds(10));
			}
			catch (GenerateException ex) {
				failure = ex;
			}
			assertIsWhatWasPutIn(stream, chunks, outcome(failure), seed);
		}
	}

	private static void assertIsWhatWasPutIn(GeneratedStream stream, List<GenerateResponse> chunks, Ending ending,
			long seed) {
		assertThat(chunks).as("seed %d", seed)
			.extracting(GenerateResponse::response)
			.containsExactlyElementsOf(stream.texts());
		assertThat(ending).as("seed %d", seed).isEqualTo(stream.ending());
		assertThat(chunks).filteredOn(GenerateResponse::done).hasSize((stream.ending() == Ending.DONE) ? 1 : 0);
	}

	// from single bytes to the whole
	private static List<byte[]> cut(byte[] bytes, Random random) {
		int longest = 1 + random.nextInt(random.nextBoolean() ? 8 : 400);
		List<byte[]> packets = new ArrayList<>();
		for (int start = 0; start < bytes.length;) {
			int end = Math.min(bytes.length, start + 1 + random.nextInt(longest));
			packets.add(Arrays.copyOfRange(bytes, start, end));
			start = end;
		}
		return packets;
	}

	private static Result read(List<byte[]> packets) {
		AnswerReader reader = new AnswerReader(PARSERS);
		packets.forEach(reader::feed);
		return reader.end();
	}

	private static Ending outcome(String failure) {
		return failure.isEmpty() ? Ending.DONE : switch (failure.split(" ")[0]) {
			case "ERROR" -> Ending.ERROR;
			case "NOT_JSON" -> Ending.NO_JSON;
			default -> Ending.NOTHING;
		};
	}

	private static Ending outcome(@Nullable GenerateException failure) {
		if (failure == null) {
			return Ending.DONE;
		}
		if (failure instanceof GenerateResponseException) {
			return Ending.ERROR;
		}
		return (failure instanceof UnreadableResponseException) ? Ending.NO_JSON : Ending.NOTHING;
	}

}
