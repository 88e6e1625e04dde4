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
