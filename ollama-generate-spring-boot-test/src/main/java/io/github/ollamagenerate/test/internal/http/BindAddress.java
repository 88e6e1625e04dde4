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

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/**
 * Where the server listens.
 *
 * @param host the address as given, without brackets
 * @param address the same as an IP address
 */
public record BindAddress(String host, InetAddress address) {

	public static BindAddress of(String host) {
		try {
			return new BindAddress(host.replaceFirst("^\\[(.*)]$", "$1"), InetAddress.getByName(host));
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("'host' must be an address of this machine, was \"" + host + '"', ex);
		}
	}

	/** Leads to the server also when that listens on all addresses. */
	String url(int port) {
		String name = this.address.isAnyLocalAddress() ? ((this.address instanceof Inet4Address) ? "127.0.0.1" : "::1")
				: this.host;
		return "http://" + ((name.indexOf(':') < 0) ? name : '[' + name + ']') + ':' + port;
	}

	public boolean isLoopback() {
		return this.address.isLoopbackAddress();
	}

	String failure(int port) {
		return "Cannot listen on " + this.host + ':' + port
				+ (isLocal() ? ", is port " + port + " in use?" : ", is " + this.host + " an address of this machine?");
	}

	private boolean isLocal() {
		try {
			return this.address.isAnyLocalAddress() || this.address.isLoopbackAddress()
					|| NetworkInterface.getByInetAddress(this.address) != null;
		}
		catch (SocketException ex) {
			return false;
		}
	}

}
