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

package io.github.ollamagenerate.test.internal.model;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.ollamagenerate.test.TestHttp;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CompletionWriter} and {@link ScriptedCompletion}.
 */
class CompletionWriterTests {

	private static final Logprob LOGPROB = new Logprob("a", -1.5f, List.of());

	private static final List<Chunk> CHUNKS = List.of(new Chunk("", "hm<", List.of()),
			new Chunk("a", "", List.of(LOGPROB)), new Chunk("b", "", List.of()));

	private static final Completion COMPLETION = new Completion("m>", CHUNKS, "stop",
			new Completion.Context(List.of(7L), 3), new Completion.Usage(5, 4, 3));

	private static final String END = ",\"done\":true,\"done_reason\":\"stop\",\"context\":[7,2,3,4],"
			+ "\"total_duration\":8000000,\"load_duration\":1000000,\"prompt_eval_count\":5,"
			+ "\"prompt_eval_duration\":1000000,\"eval_count\":4,\"eval_duration\":6000000";

	private static final String LOGPROBS = ",\"logprobs\":[{\"token\":\"a\",\"logprob\":-1.5,\"bytes\":[97]}]}";

	@Test
	void streamHasALineForEachChunkAndTheEnd() {
		List<String> lines = texts(new CompletionWriter(COMPLETION, Duration.ofMillis(2)).lines());
		assertThat(lines).extracting(CompletionWriterTests::withoutTime)
			.containsExactly("{\"model\":\"m\\u003e\",\"response\":\"\",\"thinking\":\"hm\\u003c\",\"done\":false}\n",
					"{\"model\":\"m\\u003e\",\"response\":\"a\",\"done\":false" + LOGPROBS + "\n",
					"{\"model\":\"m\\u003e\",\"response\":\"b\",\"done\":false}\n",
					"{\"model\":\"m\\u003e\",\"response\":\"\"" + END + "}\n");
		List<Instant> times = lines.stream()
			.map((line) -> Instant.parse(TestHttp.MAPPER.readTree(line).get("created_at").stringValue()))
			.toList();
		assertThat(Duration.between(times.get(0), times.get(3))).isEqualTo(Duration.ofMillis(6));
	}

	@Test
	void objectHasAllInOne() {
		assertThat(withoutTime(new CompletionWriter(COMPLETION, Duration.ofMillis(2)).object()))
			.isEqualTo("{\"model\":\"m\\u003e\",\"response\":\"ab\",\"thinking\":\"hm\\u003c\"" + END + LOGPROBS);
	}

	@Test
	void whatIsZeroOrAbsentIsNotWritten() {
		Completion empty = new Completion("m", List.of(), "length", null, new Completion.Usage(0, 0, 0));
		JsonNode end = TestHttp.MAPPER.readTree(new CompletionWriter(empty, Duration.ZERO).object());
		assertThat(end.propertyNames()).containsExactly("model", "created_at", "response", "done", "done_reason",
				"total_duration", "load_duration", "prompt_eval_duration");
	}

	@Test
	void eachTokenTakesTimeEvenWithoutAPause() {
		JsonNode end = TestHttp.MAPPER.readTree(new CompletionWriter(COMPLETION, Duration.ZERO).object());
		assertThat(end.get("eval_duration").longValue()).isEqualTo(3 * 1_001);
	}

	@Test
	void textsOfATestAreCounted() {
		ScriptedCompletion scripted = new ScriptedCompletion(List.of(), List.of("a", "b"), "stop", null)
			.withThinking(List.of("hm"))
			.withDoneReason("length");
		JsonNode end = TestHttp.MAPPER.readTree(scripted.object("m", Duration.ZERO));
		assertThat(end.get("response").stringValue()).isEqualTo("ab");
		assertThat(end.get("thinking").stringValue()).isEqualTo("hm");
		assertThat(end.get("done_reason").stringValue()).isEqualTo("length");
		assertThat(end.get("prompt_eval_count").intValue()).isEqualTo(1);
		assertThat(end.get("eval_count").intValue()).isEqualTo(3);
		assertThat(end.get("context")).hasSize(4);
		assertThat(TestHttp.MAPPER.readTree(scripted.object(null, Duration.ZERO)).get("model").stringValue()).isEmpty();
	}

	@Test
	void errorTakesThePlaceOfTheEnd() {
		ScriptedCompletion scripted = new ScriptedCompletion(List.of(), List.of("a", "b"), "stop", null);
		assertThat(texts(scripted.lines("m", Duration.ZERO, true))).hasSize(3)
			.last()
			.asString()
			.contains("\"done\":true");
		assertThat(texts(scripted.lines("m", Duration.ZERO, false))).hasSize(2)
			.noneMatch((line) -> line.contains("\"done\":true"));
		for (boolean complete : new boolean[] { true, false }) {
			assertThat(texts(scripted.withError("<out>").lines("m", Duration.ZERO, complete))).hasSize(3)
				.last()
				.isEqualTo("{\"error\":\"\\u003cout\\u003e\"}\n");
		}
	}

	private static List<String> texts(List<byte[]> lines) {
		return lines.stream().map((line) -> new String(line, StandardCharsets.UTF_8)).toList();
	}

	private static String withoutTime(String line) {
		return line.replaceFirst("\"created_at\":\"[^\"]+\",", "");
	}

}
