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

import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.client.BlockingCallDetector;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for JvmAddressResolverGroup: a slow name server must not hold an event loop.
 */
@ExtendWith({ MockOllamaExtension.class, BlockingCallDetector.Extension.class })
class JvmAddressResolverGroupTests {

	@Test
	void hostIsLookedUpElsewhere(MockOllamaServer server) {
		server.enqueue(MockAnswer.tokens("a"));
		assertThat(send("http://localhost:" + server.port())).isEqualTo("a");
	}

	@Test
	void soIsOneThatIsUnknown() {
		assertThatExceptionOfType(GenerateRequestException.class).isThrownBy(() -> send("http://no-such-host.invalid"))
			.withMessageContaining("the host no-such-host.invalid is unknown");
	}

	private static String send(String url) {
		return GenerateTemplate.builder(WebClient.builder())
			.baseUrl(url)
			.build()
			.prompt("p")
			.model("gemma3")
			.call()
			.content();
	}

}
