package io.github.ollamagenerate.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Collects text that is no JSON, such as a proxy's words, until there is enough to quote:
 * packets end anywhere, and half a sentence helps nobody.
 */
final class UnreadableText {

	/** The most bytes, enough to know a page by. */
	static final int MAX_LENGTH = 512;

	private byte[] bytes;

	/**
	 * Begin with what has come.
	 * @param start the line that is no JSON from its beginning, and what followed it
	 */
	UnreadableText(byte[] start) {
		this.bytes = start;
	}

	void add(byte[] packet, int count) {
		int length = Math.min(count, MAX_LENGTH - this.bytes.length);
		int end = this.bytes.length;
		this.bytes = Arrays.copyOf(this.bytes, end + length);
		System.arraycopy(packet, 0, this.bytes, end, length);
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
