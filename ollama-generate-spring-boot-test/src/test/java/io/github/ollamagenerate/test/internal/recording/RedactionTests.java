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

package io.github.ollamagenerate.test.internal.recording;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import io.github.ollamagenerate.test.TestHttp;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Redaction} and {@link Secrets}.
 */
class RedactionTests {

	private static final UnaryOperator<String> NAMES = (text) -> text.replace("Jane", "*").replace("Bo", "somebody");

	@ParameterizedTest
	@CsvSource({ "Jane,*", "Ja;ne,*;", "a;Ja;ne b,a;* ;b", "Bo,somebody", "B;o,s;omebody", "a; B;o;!,a; s;o;mebody!",
			"Ja;;ne c,* ;;c", "no;body,no;body" })
	void textOfAllLinesIsRedactedAsOne(String texts, String redacted) {
		List<String> lines = Arrays.stream(texts.split(";", -1)).map(RedactionTests::response).toList();
		assertThat(redact(NAMES, lines))
			.containsExactlyElementsOf(Arrays.stream(redacted.split(";", -1)).map(RedactionTests::response).toList());
	}

	@Test
	void textsOfTheModelAreRedactedApart() {
		assertThat(redact(NAMES, List.of("{\"response\":\"Ja\",\"thinking\":\"Bo\"}", "{\"response\":\"ne\"}")))
			.containsExactly("{\"response\":\"*\",\"thinking\":\"somebody\"}", "{\"response\":\"\"}");
	}

	@Test
	void whatRepeatsARedactedTextIsRemoved() {
		List<String> lines = List.of("{\"response\":\"Jane\",\"logprobs\":[{\"token\":\"x\"}]}",
				"{\"response\":\"\",\"context\":[1,2],\"done\":true}");
		assertThat(redact(NAMES, lines)).containsExactly("{\"response\":\"*\"}", "{\"response\":\"\",\"done\":true}");
		assertThat(redact(UnaryOperator.identity(), lines)).isEqualTo(lines);
	}

	@Test
	void whatDoesNotChangeKeepsItsBytes() {
		List<String> lines = List.of("{\"n\":1.50,\"e\":1e3}", "{\"a\": \"no name\"}", "[\"no name\"]", "", "x",
				"{\"a\":\"\\u003c\"}");
		assertThat(redact(NAMES, lines)).isEqualTo(lines);
	}

	@Test
	void otherLinesAreRedactedAsText() {
		assertThat(redact(NAMES, List.of("{\"a\": \"Jane\"}", "[\"Bo\"]", "Jane"))).containsExactly("{\"a\": \"*\"}",
				"[\"somebody\"]", "*");
	}

	@Test
	void otherFieldsAreRedactedEach() {
		assertThat(redact(NAMES, List.of("{\"error\":\"Bo\",\"a\":[\"Jane\",1,{\"b\":\"Jane\"}],\"response\":5}")))
			.containsExactly("{\"error\":\"somebody\",\"a\":[\"*\",1,{\"b\":\"*\"}],\"response\":5}");
	}

	@Test
	void addressToSignInHasNoQuery() {
		assertThat(redact(UnaryOperator.identity(),
				List.of("{\"error\":\"unauthorized\",\"signin_url\":\"https://ollama.com/connect?name=box&key=abc\"}")))
			.containsExactly("{\"error\":\"unauthorized\",\"signin_url\":\"https://ollama.com/connect\"}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"{'prompt':'Jane','images':['Jane'],'options':{'stop':['Bo','']}} | {'prompt':'*','images':['Jane'],'options':{'stop':['somebody','']}}",
			"['Jane',{'images':'Jane'}] | ['*',{'images':'*'}]", "'Jane' | '*'",
			"{'a':1,'b':null,'c':''} | {'a':1,'b':null,'c':''}" })
	void textsOfARequestAreRedactedExceptForImages(String json, String redacted) {
		assertThat(redaction(NAMES, Map.of()).json(CompactJson.parse(TestHttp.body(json))))
			.hasToString(TestHttp.body(redacted));
	}

	@Test
	void bytesThatAreNoTextAreKept() {
		byte[] bytes = { (byte) 0xff, 'B', 0 };
		assertThat(redaction(NAMES, Map.of()).bytes(bytes)).isSameAs(bytes);
	}

	@ParameterizedTest
	@CsvSource({ "Authorization,Bearer 12345678,***", "X-Key,12345678,Bearer ***", "X-Key,1234567,Bearer 12345678",
			"Cookie,a=12345678;b=2,Bearer ***", "x-key,a 12345678,Bearer ***", "Accept,12345678,Bearer 12345678",
			"user-agent,12345678,Bearer 12345678" })
	void valuesOfOtherHeadersAreSecret(String name, String value, String masked) {
		byte[] bytes = "Bearer 12345678".getBytes(StandardCharsets.UTF_8);
		String redacted = new String(redaction(UnaryOperator.identity(), Map.of(name, value)).bytes(bytes),
				StandardCharsets.UTF_8);
		assertThat(redacted).isEqualTo(masked);
	}

	@Test
	void longerSecretGoesFirst() {
		Redaction redaction = redaction(UnaryOperator.identity(), Map.of("X-A", "12345678", "X-B", "123456789"));
		assertThat(redaction.bytes("123456789".getBytes(StandardCharsets.UTF_8))).asString().isEqualTo("***");
	}

	private static String response(String text) {
		return "{\"response\":\"" + text + "\"}";
	}

	private static List<String> redact(UnaryOperator<String> redactor, List<String> lines) {
		byte[] body = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
		return redaction(redactor, Map.of()).lines(ResponseRecorder.lines(body))
			.stream()
			.map((line) -> new String(line.content(), StandardCharsets.UTF_8))
			.toList();
	}

	private static Redaction redaction(UnaryOperator<String> redactor, Map<String, String> headers) {
		return new Redaction(redactor, Secrets
			.of(ReceivedRequest.of("POST", "/api/generate", headers.entrySet(), "", new CompletableFuture<>())));
	}

}
