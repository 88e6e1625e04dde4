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

package io.github.ollamagenerate.test;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link RecordedRequest}.
 */
public class RecordedRequestTests {

	private final MockOllamaServer server = MockOllamaServer.start();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void tellsWhatWasSent() {
		String body = TestHttp.body("{'model':'gemma3', 'prompt':'žluť', 'stream':false, 'options':{'seed':42}}");
		TestHttp.exchange(this.server, "POST", "/api/generate?x=1", body, List.of("X-Test", "yes"));
		RecordedRequest request = this.server.takeRequest();
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.path()).isEqualTo("/api/generate");
		assertThat(request.header("x-test")).isEqualTo("yes");
		assertThat(request.header("X-TEST")).isEqualTo("yes");
		assertThat(request.header("x-other")).isNull();
		assertThat(request.body()).isEqualTo(body);
		assertThat(request.json().get("model").stringValue()).isEqualTo("gemma3");
		assertThat(request.model()).isEqualTo("gemma3");
		assertThat(request.prompt()).isEqualTo("žluť");
		assertThat(request.streaming()).isFalse();
		assertThat(request.option("seed").intValue()).isEqualTo(42);
		assertThat(request.option("num_ctx").isMissingNode()).isTrue();
	}

	@Test
	void tellsFieldsAndImages() {
		String image = Base64.getEncoder().encodeToString(new byte[] { 1, 2, 3 });
		RecordedRequest request = send(
				TestHttp.body("{'system':'Be brief.','keep_alive':'10m','images':['" + image + "']}"));
		assertThat(request.system()).isEqualTo("Be brief.");
		assertThat(request.field("keep_alive").stringValue()).isEqualTo("10m");
		assertThat(request.field("think").isMissingNode()).isTrue();
		assertThat(request.images()).containsExactly(new byte[] { 1, 2, 3 });
		assertThat(send("{}").images()).isEmpty();
		assertThat(send("{}").system()).isNull();
	}

	@Test
	void absentFieldsAreNullAndStreamIsOn() {
		RecordedRequest request = send("{}");
		assertThat(request.model()).isNull();
		assertThat(request.prompt()).isNull();
		assertThat(request.streaming()).isTrue();
		assertThat(request.option("seed").isMissingNode()).isTrue();
		assertThat(send("{\"stream\":null}").streaming()).isTrue();
	}

	@Test
	void whenBodyIsNoJsonThenJsonFailsWithoutQuotingIt() {
		RecordedRequest request = send("secret");
		assertThat(request.body()).isEqualTo("secret");
		assertThat(request.model()).isNull();
		assertThatIllegalStateException().isThrownBy(request::json)
			.withMessageNotContaining("secret")
			.withMessageContaining("not valid JSON");
	}

	@Test
	void toStringHoldsNothingPrivate() {
		TestHttp.exchange(this.server, "POST", "/api/generate?key=secret",
				TestHttp.body("{'model':'gemma3','prompt':'secret','system':'secret','images':['secret']}"),
				List.of("Authorization", "Bearer secret"));
		RecordedRequest request = this.server.takeRequest();
		assertThat(request.toString()).contains("POST /api/generate", "gemma3").doesNotContain("secret");
	}

	@Test
	void futureOfOneCallerDoesNotTouchThatOfAnother() {
		RecordedRequest request = send("{}");
		request.connectionClosed().complete(null);
		assertThat(request.connectionClosed()).isNotDone();
	}

	public static ReceivedRequest received(String body) {
		return ReceivedRequest.of("POST", "/api/generate", Map.of("Accept", "a").entrySet(), body,
				new CompletableFuture<>());
	}

	private RecordedRequest send(String body) {
		TestHttp.generate(this.server, body);
		return this.server.takeRequest();
	}

}
