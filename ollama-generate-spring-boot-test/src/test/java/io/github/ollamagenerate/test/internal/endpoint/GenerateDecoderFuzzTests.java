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

package io.github.ollamagenerate.test.internal.endpoint;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ollamagenerate.test.internal.Refusal;
import io.github.ollamagenerate.test.internal.model.GenerateInput;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any body is a request, or is refused as the server refuses it.
 */
class GenerateDecoderFuzzTests {

	@FuzzTest(maxDuration = "10m")
	void bodyIsARequestOrIsRefused(byte[] data) {
		String body = new String(data, StandardCharsets.UTF_8);
		try {
			GenerateInput input = GenerateDecoder.decode(body);
			assertThat(input).isEqualTo(GenerateDecoder.decode(body));
		}
		catch (Refusal ex) {
			assertThat(ex.getMessage()).isNotBlank();
		}
	}

}
