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

package io.github.ollamagenerate.test.internal.go;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GoQuote}. The expected texts were taken from Go 1.26.
 */
class GoQuoteTests {

	@Test
	void textIsQuotedAsByStrconv() {
		assertThat(GoQuote.text("a\u007f\u0080\u00a0\u200b\ufeff\u2028'\"\\<"))
			.isEqualTo("\"a\\x7f\\u0080\\u00a0\\u200b\\ufeff\\u2028'\\\"\\\\<\"");
		assertThat(GoQuote.text("é🙂\t\n\u0007\u000b\u0001")).isEqualTo("\"é🙂\\t\\n\\a\\v\\x01\"");
		assertThat(GoQuote.text("\b\f\r\u0000\u00ad\u3000\ue000\ufffd\u0301\u2029\udb40\udc01"))
			.isEqualTo("\"\\b\\f\\r\\x00\\u00ad\\u3000\\ue000\ufffd\u0301\\u2029\\U000e0001\"");
	}

}
