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

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link BaseUrl}.
 */
class BaseUrlTests {

	@ParameterizedTest
	@CsvSource({ "http://localhost:11434, http://localhost:11434", "localhost, http://localhost:11434",
			"localhost:8080, http://localhost:8080", "127.0.0.1:11434, http://127.0.0.1:11434",
			":8080, http://localhost:8080", "http://host, http://host", "https://host, https://host",
			"HTTP://host:1, http://host:1", "https://host:8443/, https://host:8443",
			"http://host:11434/api, http://host:11434", "http://host:11434/api/, http://host:11434",
			"http://host/ollama, http://host/ollama", "http://host/ollama/, http://host/ollama",
			"http://host/ollama/api, http://host/ollama", "host/ollama, http://host:11434/ollama",
			"0.0.0.0, http://127.0.0.1:11434", "http://0.0.0.0:1234, http://127.0.0.1:1234", "[::], http://[::1]:11434",
			"[::1]:1234, http://[::1]:1234", "http://[fe80::1], http://[fe80::1]", "ollama.com, https://ollama.com",
			"https://ollama.com/api, https://ollama.com", "' localhost ', http://localhost:11434",
			"http://user:secret@host:1, http://host:1" })
	void addressesInAllFormsThatUsersWrite(String address, String expected) {
		assertThat(BaseUrl.parse(address)).hasToString(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "ftp://host", "http://", "http:///path", "http://ho st", "http://host:port",
			"http://host:99999", "http://host:0", "http://host?x=1", "http://host#x", "http://[::1", "file:///etc",
			"http//host:11434:1", "//host", "http://[fe80::1%25eth0]:1", "http://ollama_server:11434",
			"http://user:12/secret@host" })
	void anythingElseIsRefusedWithTheForms(String address) {
		assertThatIllegalArgumentException().isThrownBy(() -> BaseUrl.parse(address))
			.withMessageContaining("use a format such as http://localhost:11434");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "http:/localhost:11434|two slashes", "https:localhost|two slashes",
					"http:/10.0.0.5:11434|two slashes", "https:/ollama|two slashes",
					"http://host/api/generate|remove /api/generate", "http://host/api/chat/|remove /api/chat",
					"http://host/ollama/api/tags|remove /api/tags",
					"http://host/v1/chat/completions|remove /v1/chat/completions",
					"http://m\u00FCnchen.example:11434/x|(Punycode: xn--mnchen-3ya.example)",
					"http://user:secret@m\u00FCnchen|(Punycode: xn--mnchen-3ya)",
					"http://host_name|must not contain an underscore" })
	void refusalSaysWhatToChange(String address, String says) {
		assertThatIllegalArgumentException().isThrownBy(() -> BaseUrl.parse(address))
			.withMessageContaining(says)
			.withMessageNotContaining("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://host/v1", "http://host/api/ollama", "http://host/generate", "http:11434",
			"http://host/api/v1" })
	void unusualPathMayBeThatOfAProxy(String address) {
		assertThat(BaseUrl.parse(address)).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "localhost, true", "LocalHost, true", "a.localhost, true", "127.0.0.1, true", "127.9.9.9, true",
			"[::1], true", "[0:0:0:0:0:0:0:1], true", "0.0.0.0, true", "127.evil.com, false", "127.0.0.1.nip.io, false",
			"localhost.evil.com, false", "evillocalhost, false", "192.168.0.1, false", "[fe80::1], false" })
	void loopbackIsTheNameOrAnAddress(String host, boolean isLoopback) {
		assertThat(BaseUrl.parse(host).isLoopback()).isEqualTo(isLoopback);
	}

	@Test
	void passwordIsMasked() {
		assertThatIllegalArgumentException().isThrownBy(() -> BaseUrl.parse("http://user:secret@ho st"))
			.withMessageContaining("'http://***@ho st'")
			.withNoCause();
		assertThatIllegalArgumentException().isThrownBy(() -> BaseUrl.parse("http://host_name"))
			.withMessageContaining("a host name must not contain an underscore");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"localhost:1\"", "'localhost:1'", " \"localhost:1\" " })
	void quotesOfAnEnvironmentFileAreLeftOut(String address) {
		assertThat(BaseUrl.parse(address)).hasToString("http://localhost:1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "user:secret@host:x", "http://user:pa/secret@host", "http://user:12/secret@host",
			"http://a@b:secret@ho st", "http://host?api_key=secret", "http://host#secret", "ftp://user:secret@host" })
	void secretIsNotShown(String address) {
		assertThatIllegalArgumentException().isThrownBy(() -> BaseUrl.parse(address))
			.withMessageNotContaining("secret");
	}

	@Test
	void userAndPasswordAreDecodedAndSentAsAHeader() {
		assertThat(BaseUrl.parse("http://user:p%40ss@host").basicAuthentication()).isEqualTo("Basic dXNlcjpwQHNz");
		assertThat(BaseUrl.parse("http://host").basicAuthentication()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "http://host:1/x, true", "HTTP://HOST:1, true", "https://host:1, false", "http://other:1, false",
			"http://host:2, false", "http://host, false" })
	void onlyTheSameSchemeHostAndPortAreTheServer(URI url, boolean isServer) {
		assertThat(BaseUrl.parse("http://host:1/prefix").isServerOf(url)).isEqualTo(isServer);
	}

	@Test
	void largestPortIsValid() {
		assertThat(BaseUrl.parse("host:65535")).hasToString("http://host:65535");
		assertThatIllegalArgumentException().isThrownBy(() -> BaseUrl.parse("host:65536"))
			.withMessageContaining("has no valid port");
	}

	@Test
	void addressWithoutBracketsIsAHost() {
		assertThat(BaseUrl.parse("::1")).hasToString("http://[::1]:11434");
		assertThat(BaseUrl.parse("fe80::1")).hasToString("http://[fe80::1]:11434");
	}

	@Test
	void emptySchemeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> BaseUrl.parse("://host"))
			.withMessageContaining("must have the scheme http or https");
	}

}
