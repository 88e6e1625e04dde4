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

package io.github.ollamagenerate.test.internal.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ollamagenerate.test.TestHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReceivedRequest}.
 */
class ReceivedRequestTests {

	@Test
	void fieldsAreThoseOfTheBody() {
		ReceivedRequest request = received("{'model':'m','prompt':'p','stream':false,'options':{'seed':1}}");
		assertThat(request.model()).isEqualTo("m");
		assertThat(request.prompt()).isEqualTo("p");
		assertThat(request.streaming()).isFalse();
		assertThat(request.option("seed").intValue()).isEqualTo(1);
		assertThat(request).hasToString("POST /api/generate (model m, 62 characters)");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "''", "' '", "x", "[]", "{}", "{'model':1,'prompt':{},'stream':'no'}", "{'stream':true}" })
	void absentAndOtherFieldsAreNullAndStreamIsOn(String body) {
		ReceivedRequest request = received(body);
		assertThat(request.model()).isNull();
		assertThat(request.prompt()).isNull();
		assertThat(request.streaming()).isTrue();
		assertThat(request.option("seed").isMissingNode()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "'',false", "' ',false", "x,false", "{},true", "null,true" })
	void textThatIsNotJsonHasNone(String body, boolean json) {
		assertThat(received(body).json() != null).isEqualTo(json);
		assertThat(received(body).toString().contains("model")).isEqualTo(json);
	}

	@ParameterizedTest
	@CsvSource({ "POST,/api/generate,true", "GET,/api/generate,false", "POST,/api/generate/,false",
			"POST,/api/chat,false" })
	void generateIsKnownByMethodAndPath(String method, String path, boolean generate) {
		ReceivedRequest request = ReceivedRequest.of(method, path, List.of(), "{}", new CompletableFuture<>());
		assertThat(request.isGenerate()).isEqualTo(generate);
	}

	@Test
	void firstHeaderOfANameCounts() {
		ReceivedRequest request = ReceivedRequest.of("GET", "/", List.of(Map.entry("X-A", "1"), Map.entry("x-a", "2")),
				"", new CompletableFuture<>());
		assertThat(request.header("X-a")).isEqualTo("1");
		assertThat(request.header("X-B")).isNull();
	}

	private static ReceivedRequest received(String singleQuoted) {
		return ReceivedRequest.of("POST", "/api/generate", List.of(), TestHttp.body(singleQuoted),
				new CompletableFuture<>());
	}

}
