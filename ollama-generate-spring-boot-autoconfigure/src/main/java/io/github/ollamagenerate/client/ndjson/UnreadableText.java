package io.github.ollamagenerate.client.ndjson;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Collects the beginning of a body that is not JSON, such as the page of a proxy, until
 * there is enough to quote: packets end anywhere, and half a sentence helps nobody.
 */
final class UnreadableText {

	/** The maximum number of bytes, enough to know a page by. */
	private static final int MAX_LENGTH = 512;

	private byte[] bytes = new byte[0];

	void add(Packet packet) {
		int length = Math.min(packet.end() - packet.start(), MAX_LENGTH - this.bytes.length);
		int end = this.bytes.length;
		this.bytes = Arrays.copyOf(this.bytes, end + length);
		System.arraycopy(packet.bytes(), packet.start(), this.bytes, end, length);
	}

	/**
	 * Return whether nothing that comes would be quoted: a page has many lines, anything
	 * else one.
	 */
	boolean isComplete() {
		return this.bytes.length >= MAX_LENGTH || (!isMarkup() && text().indexOf('\n') >= 0);
	}

	/**
	 * Return what can be quoted. What looks like JSON cannot, for it may hold the answer.
	 */
	String quote() {
		String text = isMarkup() ? text() : text().split("\n", 2)[0];
		return text.split("[{\\[\"]", 2)[0];
	}

	private boolean isMarkup() {
		return text().startsWith("<");
	}

	private String text() {
		return new String(this.bytes, StandardCharsets.UTF_8).stripLeading();
	}

}
