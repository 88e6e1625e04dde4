package io.github.ollamagenerate.client;

import java.util.Arrays;

/**
 * Knows where lines begin in packets that are cut anywhere: to hold each line to its
 * limit, and to quote one that cannot be read.
 */
final class LineTracker {

	private static final byte[] NOTHING = new byte[0];

	private final int limit;

	private long length;

	private byte[] start = NOTHING;

	/**
	 * Create a tracker.
	 * @param limit the most bytes that a line may have
	 */
	LineTracker(int limit) {
		this.limit = limit;
	}

	int limit() {
		return this.limit;
	}

	/**
	 * Return whether the next packet holds, or makes, a line over the limit.
	 */
	boolean exceedsLimit(byte[] packet, int count) {
		if (this.length + count <= this.limit) {
			return false;
		}
		long length = this.length;
		for (int i = 0; i < count; i++) {
			length = (packet[i] == '\n') ? 0 : length + 1;
			if (length > this.limit) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Pass a packet.
	 */
	void advance(byte[] packet, int count) {
		int lineStart = lineStart(packet, count);
		if (lineStart > 0) {
			this.length = 0;
			this.start = NOTHING;
		}
		if (lineStart < count && this.start.length < UnreadableText.MAX_LENGTH) {
			this.start = join(packet, lineStart, count);
		}
		this.length += count - lineStart;
	}

	/**
	 * Return the line at a position in the next packet from its beginning, and what
	 * follows it there.
	 */
	UnreadableText quote(byte[] packet, int count, int position) {
		return new UnreadableText(join(packet, lineStart(packet, position), count));
	}

	private static int lineStart(byte[] packet, int end) {
		int i = end;
		while (i > 0 && packet[i - 1] != '\n') {
			i--;
		}
		return i;
	}

	private byte[] join(byte[] packet, int from, int to) {
		byte[] before = (from == 0) ? this.start : NOTHING;
		int length = Math.min(to - from, UnreadableText.MAX_LENGTH - before.length);
		byte[] joined = Arrays.copyOf(before, before.length + length);
		System.arraycopy(packet, from, joined, before.length, length);
		return joined;
	}

}
