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
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/**
 * The values of a {@code Host} header that a server bound to loopback accepts, which
 * keeps out foreign pages with their own name for 127.0.0.1.
 */
public final class AllowedHosts {

	private static final Path LINUX_NAME = Path.of("/proc/sys/kernel/hostname");

	private final Set<String> machineNames;

	AllowedHosts(Set<String> machineNames) {
		this.machineNames = machineNames;
	}

	/** Asks no name server, which could take seconds. */
	public static AllowedHosts ofThisMachine() {
		return new AllowedHosts(Stream.of(System.getenv("HOSTNAME"), System.getenv("COMPUTERNAME"), linuxName())
			.filter(Objects::nonNull)
			.map((name) -> name.strip().toLowerCase(Locale.ROOT))
			.collect(Collectors.toUnmodifiableSet()));
	}

	private static @Nullable String linuxName() {
		try {
			return Files.isReadable(LINUX_NAME) ? Files.readString(LINUX_NAME) : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	/** Like {@code net.SplitHostPort}, with its odd answer to brackets without a port. */
	static String withoutPort(String header) {
		int colon = header.lastIndexOf(':');
		if (header.startsWith("[")) {
			return header.startsWith("]", colon - 1) ? header.substring(1, colon - 1) : header;
		}
		return (colon >= 0 && header.indexOf(':') == colon) ? header.substring(0, colon) : header;
	}

	boolean isLocalName(String host) {
		String name = host.toLowerCase(Locale.ROOT);
		return name.isEmpty() || name.equals("localhost") || name.endsWith(".localhost") || name.endsWith(".local")
				|| name.endsWith(".internal") || this.machineNames.contains(name);
	}

	boolean isLocalAddress(String host) {
		byte @Nullable [] bytes = host.startsWith("[") ? null : NetUtil.createByteArrayFromIpAddressString(host);
		try {
			return bytes != null && isLocal(InetAddress.getByAddress(bytes));
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static boolean isLocal(InetAddress address) throws IOException {
		return address.isLoopbackAddress() || address.isAnyLocalAddress() || isPrivate(address)
				|| NetworkInterface.getByInetAddress(address) != null;
	}

	private static boolean isPrivate(InetAddress address) {
		// RFC 1918 and RFC 4193
		return (address instanceof Inet4Address) ? address.isSiteLocalAddress()
				: (address.getAddress()[0] & 0xFE) == 0xFC;
	}

}
