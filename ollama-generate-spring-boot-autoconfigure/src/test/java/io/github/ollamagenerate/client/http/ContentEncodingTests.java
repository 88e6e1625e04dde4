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

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContentEncoding}.
 */
class ContentEncodingTests {

	private static HttpHeaders header(String name, String value) {
		return new DefaultHttpHeaders().add(name, value);
	}

	@ParameterizedTest
	@CsvSource({ "Content-Encoding, gzip, gzip", "content-encoding, GZIP, gzip", "Content-Encoding, br, br",
			"Transfer-Encoding, 'gzip, chunked', gzip", "Content-Encoding, identity,", "Content-Encoding, '',",
			"Transfer-Encoding, chunked,", "Transfer-Encoding, Chunked,", "Vary, Accept-Encoding," })
	void encodingOfABody(String name, String value, String encoding) {
		assertThat(ContentEncoding.of(header(name, value))).isEqualTo(encoding);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "x-gzip", "deflate", "x-deflate", "snappy" })
	void encodingThatNettyReads(String encoding) {
		assertThat(ContentEncoding.isSupported(encoding)).isTrue();
	}

	@Test
	void unknownEncodingIsNamedWithinLimits() {
		assertThat(ContentEncoding.isSupported("x-secret")).isFalse();
		assertThat(ContentEncoding.unsupported("x-secret")).hasMessageContaining("'x-secret'");
		assertThat(ContentEncoding.unsupported("c".repeat(40))).hasMessageContaining("'" + "c".repeat(40) + "'");
		assertThat(ContentEncoding.notEncoded("a\nb" + "c".repeat(50)))
			.hasMessageContaining("'a?b" + "c".repeat(37) + "...'");
	}

}
