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

package io.github.ollamagenerate.test.internal.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AllowedHosts}.
 */
class AllowedHostsTests {

	private final AllowedHosts hosts = new AllowedHosts(Set.of("box"));

	@ParameterizedTest
	@CsvSource({ "localhost,localhost", "localhost:80,localhost", "[::1]:80,::1", "[::1],[::1]", "::1,::1",
			"1.2.3.4:5,1.2.3.4", "'',''", ":80,''" })
	void portIsCutOffAsInGo(String header, String expected) {
		assertThat(AllowedHosts.withoutPort(header)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.1.2.3", "::1", "0.0.0.0", "::", "10.1.2.3", "172.16.0.1", "172.31.255.1",
			"192.168.1.1", "fc00::1", "fd12:3456::1", "::ffff:127.0.0.1" })
	void localAddressesAreAllowed(String address) {
		assertThat(this.hosts.isLocalAddress(address)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "8.8.8.8", "172.32.0.1", "169.254.169.254", "2001:4860:4860::8888", "fec0::1", "[::1]",
			"localhost", "127.0.0.1.evil.example", "1.2.3", "" })
	void otherAddressesAreNot(String address) {
		assertThat(this.hosts.isLocalAddress(address)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost", "LOCALHOST", "a.localhost", "printer.local", "Host.Docker.Internal",
			"box", "BOX" })
	void localNamesAreAllowed(String name) {
		assertThat(this.hosts.isLocalName(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "evil.example", "localhost.evil.example", "notlocalhost", "local", "box.example", "ollama" })
	void otherNamesAreNot(String name) {
		assertThat(this.hosts.isLocalName(name)).isFalse();
	}

	@Test
	void machineKnowsItsName() throws IOException {
		Path name = Path.of("/proc/sys/kernel/hostname");
		if (Files.isReadable(name)) {
			assertThat(AllowedHosts.ofThisMachine().isLocalName(Files.readString(name).strip())).isTrue();
		}
		assertThat(AllowedHosts.ofThisMachine().isLocalName("evil.example")).isFalse();
		assertThat(AllowedHosts.ofThisMachine().isLocalName("localhost")).isTrue();
	}

}
