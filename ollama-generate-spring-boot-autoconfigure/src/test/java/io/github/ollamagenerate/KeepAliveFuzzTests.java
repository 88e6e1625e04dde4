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

package io.github.ollamagenerate;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any text is a keep-alive that is sent as it was meant, or is refused as one.
 */
class KeepAliveFuzzTests {

	@FuzzTest(maxDuration = "10m")
	void textIsAKeepAliveOrIsRefused(byte[] data) {
		String text = new String(data, StandardCharsets.UTF_8);
		KeepAlive keepAlive;
		try {
			keepAlive = KeepAlive.of(text);
		}
		catch (IllegalArgumentException ex) {
			assertThat(ex).isExactlyInstanceOf(IllegalArgumentException.class);
			assertThat(ex.getMessage()).containsAnyOf("is not a valid keep-alive", "exceeds 292 years");
			return;
		}
		assertThat(keepAlive.value()).isInstanceOfAny(Long.class, String.class);
		assertThat(KeepAlive.of(keepAlive.toString())).isEqualTo(keepAlive);
	}

}
