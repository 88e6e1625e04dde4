package io.github.ollamagenerate.client;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Parsers that are between two lines, for whichever answer gets bytes next.
 * <p>
 * Thousands of answers that each kept a parser from token to token would hold ten
 * kilobytes each, and the garbage collector would go over them with each token: shared,
 * there are about as many as threads of the network.
 */
final class LineParsers {

	// more are needed only while many lines are cut
	private static final int MAX_IDLE = 64;

	// a queue with a lock could hold an event loop
	private final Deque<LineParser> idle = new ConcurrentLinkedDeque<>();

	private final JsonFactory jsonFactory;

	private final int maxLineLength;

	/**
	 * Create parsers that take texts and names as long as a line may be.
	 * @param maxLineLength the most bytes that one line may have
	 */
	LineParsers(int maxLineLength) {
		this.maxLineLength = maxLineLength;
		this.jsonFactory = JsonFactory.builder()
			.streamReadConstraints(
					StreamReadConstraints.builder().maxStringLength(maxLineLength).maxNameLength(maxLineLength).build())
			.build();
	}

	int maxLineLength() {
		return this.maxLineLength;
	}

	LineParser borrow() {
		LineParser parser = this.idle.pollFirst();
		return (parser != null) ? parser : new LineParser(this.jsonFactory);
	}

	/**
	 * Take back a parser that is between two lines.
	 */
	void giveBack(LineParser parser) {
		if (parser.isWornOut() || this.idle.size() >= MAX_IDLE) {
			parser.close();
		}
		else {
			this.idle.addFirst(parser);
		}
	}

}
