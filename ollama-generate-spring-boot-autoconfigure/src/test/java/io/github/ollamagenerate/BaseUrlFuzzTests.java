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
 * Any text is an address or is refused as one, and a password in it is never shown.
 */
class BaseUrlFuzzTests {

	@FuzzTest(maxDuration = "10m")
	void textIsAnAddressOrIsRefused(byte[] data) {
		String text = new String(data, StandardCharsets.UTF_8);
		BaseUrl url;
		try {
			url = BaseUrl.parse(text);
		}
		catch (InvalidBaseUrlException ex) {
			// what is not between the scheme and the host is shown
			String shown = text.trim().replaceFirst("(?s)^([\"']*\\w+://)?.*@", "$1");
			if (!shown.contains("secret")) {
				assertThat(ex.getMessage()).doesNotContain("secret");
			}
			return;
		}
		assertThat(url.uri().getScheme()).isIn("http", "https");
		assertThat(url.uri().getHost()).isNotBlank();
		assertThat(url.uri().getRawUserInfo()).isNull();
		assertThat(url.toString()).doesNotEndWith("/");
		assertThat(url.isServerOf(url.uri())).isTrue();
		// quotes around an address are removed
		if (!url.toString().endsWith("'")) {
			assertThat(BaseUrl.parse(url.toString()).uri()).isEqualTo(url.uri());
		}
		url.isLoopback();
		url.basicAuthentication();
	}

}
