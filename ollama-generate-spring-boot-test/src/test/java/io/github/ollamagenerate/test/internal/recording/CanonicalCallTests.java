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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.ollamagenerate.test.TestHttp;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CanonicalCall}.
 */
class CanonicalCallTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"{'z':1,'context':[2,1],'options':{'b':1,'a':{'z':1,'y':2}},'prompt':'p','model':'m','a':2} | {'model':'m','prompt':'p','options':{'a':{'z':1,'y':2},'b':1},'context':[2,1],'a':2,'z':1}",
			"{'format':{'b':1,'a':2}} | {'format':{'b':1,'a':2}}",
			"{'options':7,'model':null} | {'model':null,'options':7}", "[{'b':1,'a':2}] | [{'b':1,'a':2}]" })
	void fieldsHaveOneOrder(String body, String stored) {
		assertThat(call(TestHttp.body(body)).json()).hasToString(TestHttp.body(stored));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"['aGVsbG8=',null,7] | ['sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',null,7]",
			"['hello!'] | ['sha256:ce06092fb948d9ffac7d1a376e404b26b7575bcc11ee05a4615fef4fec3a308b']",
			"['sha256:abc'] | ['sha256:abc']", "'aGVsbG8=' | 'aGVsbG8='", "[] | []" })
	void imagesAreHashes(String images, String stored) {
		assertThat(call(TestHttp.body("{'images':" + images + "}")).json())
			.hasToString(TestHttp.body("{'images':" + stored + "}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "x", "{", "{\"a\":1,\"a\":1}", "{} {}" })
	void bodyThatIsNotJsonIsKept(String body) {
		RecordedCall call = call(body);
		assertThat(call.json()).isNull();
		assertThat(call.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(body);
	}

	@Test
	void readsAreKnownByTheirMethod() {
		assertThat(List.of("GET", "HEAD", "POST", "DELETE"))
			.filteredOn((method) -> new RecordedCall(method, "/", Map.of(), null, new byte[0]).isRead())
			.containsExactly("GET", "HEAD");
	}

	private static RecordedCall call(String body) {
		ReceivedRequest request = ReceivedRequest.of("POST", "/api/generate", Map.<String, String>of().entrySet(), body,
				new CompletableFuture<>());
		return CanonicalCall.of(request, new RequestMatcher(Set.of(), (text) -> text).redaction(request));
	}

}
