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

package io.github.ollamagenerate.client.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerError}.
 */
class ServerErrorTests {

	private static ServerError read(String body) {
		return ServerError.ofBody(body.getBytes(StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"error":"model 'm' not found"} | model 'm' not found
			{"error":{"message":"too long","code":400}} | too long
			{"error":{"error":"nested"}} | nested
			{"error":"{\\"error\\":{\\"message\\":\\"inner\\"}}"} | inner
			{"error":"{ is not JSON"} | { is not JSON
			{"error":7} | 7
			{"message":"of a gateway"} | of a gateway
			{"detail":"of another"} | of another
			{"title":"of a third","status":500} | of a third
			""")
	void messageIsFoundInJson(String body, String text) {
		assertThat(read(body)).isEqualTo(new ServerError(text, null, null, true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[\"prompt\"]", "\"prompt\"", "7", "null", "{\"error\":[\"prompt\"]}",
			"{\"error\":{\"prompt\":\"x\"}}", "{\"error\":null}", "{\"message\":{\"prompt\":\"x\"}}",
			"{\"prompt\":\"x\"}" })
	void jsonWithoutAMessageIsNotQuoted(String body) {
		assertThat(read(body)).isEqualTo(new ServerError(null, null, null, true));
	}

	@Test
	void errorOfARemoteModelHasAStatusAndAnAddress() {
		assertThat(read("{\"error\":\"unauthorized\",\"StatusCode\":401,\"signin_url\":\"https://x\"}"))
			.isEqualTo(new ServerError("unauthorized", 401, "https://x", true));
		assertThat(read("{\"error\":\"x\",\"StatusCode\":7,\"signin_url\":7}"))
			.isEqualTo(new ServerError("x", null, null, true));
		assertThat(ServerError.ofFields(Map.of("error", "x", "StatusCode", 503)).status()).isEqualTo(503);
	}

	@ParameterizedTest
	@CsvSource({ "99,", "100, 100", "599, 599", "600," })
	void statusIsOneOfHttp(int code, Integer status) {
		assertThat(ServerError.ofFields(Map.of("StatusCode", code)).status()).isEqualTo(status);
	}

	@Test
	void pageOfAProxyIsReducedToItsWords() {
		ServerError error = read("""
				<html><head><style>p { color: red }</style><script>run("<b>")</script></head>
				<body><h1>502</h1><p>Bad &amp; gone</p></body></html>""");
		assertThat(error.text()).isNotNull();
		assertThat(error.text().strip()).isEqualTo("502 Bad & gone");
		assertThat(error.isJson()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "<", "<script", "<style>p", "<<<<", "a<b" })
	void markupMayEndAnywhere(String page) {
		assertThat(ServerError.ofText(page).text()).doesNotContain("script", "style>");
	}

	@Test
	void wordsAfterTheLastTagCount() {
		assertThat(ServerError.ofText("<b>502</b> Bad gateway").text()).isEqualTo(" 502 Bad gateway");
	}

	@Test
	void plainTextStaysAsItIs() {
		assertThat(read("upstream  timed out\n"))
			.isEqualTo(new ServerError("upstream  timed out\n", null, null, false));
	}

}
