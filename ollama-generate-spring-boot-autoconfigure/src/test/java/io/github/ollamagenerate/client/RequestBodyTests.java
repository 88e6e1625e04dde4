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

package io.github.ollamagenerate.client;

import io.github.ollamagenerate.GenerateRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestBody}.
 */
class RequestBodyTests {

	private final RequestBody body = new RequestBody(GenerateRequest.builder().model("m").prompt("p").build(), true);

	@Test
	void isWrittenOnceUntilItIsLetGo() {
		byte[] first = this.body.bytes();
		assertThat(first).asString().isEqualTo("{\"model\":\"m\",\"prompt\":\"p\",\"stream\":true}");
		assertThat(this.body.bytes()).isSameAs(first);
		this.body.letGo();
		assertThat(this.body.bytes()).isNotSameAs(first).isEqualTo(first);
	}

}
