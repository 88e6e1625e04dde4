package io.github.ollamagenerate.client;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.async.ByteArrayFeeder;
import tools.jackson.core.json.JsonFactory;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * Parses JSON objects from packets that are cut anywhere, and fills the fields by itself.
 * The lines of tokens, with which a packet mostly begins, are a {@link TokenLine}'s.
 * <p>
 * Between two lines it knows nothing of the answer any more, and can go on with another
 * one: see {@link LineParsers}. Not thread-safe.
 */
final class LineParser {

	// it remembers the names that it has seen, which must not go on for ever
	private static final long MAX_BYTES = 64 * 1024 * 1024;

	private final JsonParser parser;

	private final ByteArrayFeeder feeder;

	private final ResponseFields fields = new ResponseFields();

	private final TokenLine tokenLine = new TokenLine();

	private byte[] packet = new byte[512];

	private int count;

	private long passed;

	private boolean betweenLines;

	private boolean inObject;

	private String name = "";

	private @Nullable NestedValue nested;

	LineParser(JsonFactory jsonFactory) {
		this.parser = jsonFactory.createNonBlockingByteArrayParser(ObjectReadContext.empty());
		this.feeder = (ByteArrayFeeder) this.parser.nonBlockingInputFeeder();
		// at its very first byte it would take a byte order mark, which later it does not
		this.packet[0] = '\n';
		this.count = 1;
		parse("", false, (fields) -> {
		});
	}

	/**
	 * Take the next packet, which {@link #parse} goes through. The buffer stays the
	 * caller's.
	 */
	void take(DataBuffer buffer) {
		this.count = buffer.readableByteCount();
		if (this.packet.length < this.count) {
			this.packet = new byte[this.count];
		}
		buffer.read(this.packet, 0, this.count);
	}

	byte[] packet() {
		return this.packet;
	}

	int count() {
		return this.count;
	}

	/**
	 * Parse the packet.
	 * @param model the model that is asked
	 * @param keepContext whether {@code context} is read or skipped
	 * @param lines takes the fields of each line that is complete, which are valid during
	 * the call
	 * @return whether all was JSON objects; {@code false} at a line that begins with
	 * something else
	 * @throws tools.jackson.core.JacksonException if it is no JSON
	 * @throws WrongTypeException if a field cannot be read
	 */
	boolean parse(String model, boolean keepContext, Consumer<ResponseFields> lines) {
		if (!this.inObject) {
			this.fields.reset(model);
		}
		int start = this.betweenLines ? tokenLines(model, lines) : 0;
		if (start < this.count && !parse(start, keepContext, model, lines)) {
			return false;
		}
		// not at a brace alone, which may be in a text that the server should not have
		// sent
		this.betweenLines = !this.inObject && this.packet[this.count - 1] == '\n';
		return true;
	}

	// the lines of tokens that the packet begins with; returns where they end
	private int tokenLines(String model, Consumer<ResponseFields> lines) {
		int start = 0;
		int next = this.tokenLine.read(this.packet, start, this.count, model, this.fields);
		while (next != -1) {
			lines.accept(this.fields);
			this.fields.reset(model);
			start = next;
			next = this.tokenLine.read(this.packet, start, this.count, model, this.fields);
		}
		return start;
	}

	private boolean parse(int start, boolean keepContext, String model, Consumer<ResponseFields> lines) {
		// the parser does not know of what it was not fed
		this.passed -= start;
		this.feeder.feedInput(this.packet, start, this.count);
		JsonToken token = this.parser.nextToken();
		while (token != JsonToken.NOT_AVAILABLE && token != null) {
			if (this.nested != null) {
				continueNested(this.nested, token);
			}
			else if (!this.inObject) {
				if (token != JsonToken.START_OBJECT) {
					return false;
				}
				this.inObject = true;
			}
			else if (token == JsonToken.PROPERTY_NAME) {
				this.name = this.parser.currentName();
			}
			else if (token == JsonToken.END_OBJECT) {
				this.inObject = false;
				lines.accept(this.fields);
				this.fields.reset(model);
			}
			else if (token.isStructStart()) {
				continueNested(new NestedValue(keepContext || !this.name.equals("context")), token);
			}
			else {
				this.fields.scalar(this.name, this.parser, token);
			}
			token = this.parser.nextToken();
		}
		this.passed += this.count;
		return true;
	}

	private void continueNested(NestedValue nested, JsonToken token) {
		boolean complete = nested.accept(this.parser, token);
		this.nested = complete ? null : nested;
		if (complete) {
			this.fields.nested(this.name, nested.value());
		}
	}

	boolean isInObject() {
		return this.inObject;
	}

	/**
	 * Return where in the packet the parser is.
	 */
	int position() {
		return inPacket(this.parser.currentLocation());
	}

	/**
	 * Return where in the packet the present token began.
	 */
	int tokenStart() {
		return inPacket(this.parser.currentTokenLocation());
	}

	private int inPacket(TokenStreamLocation location) {
		return (int) Math.max(0, Math.min(location.getByteOffset() - this.passed, this.count));
	}

	/**
	 * Return whether the packet ended with a line, so that the next may be that of
	 * another answer.
	 */
	boolean isBetweenLines() {
		return this.betweenLines;
	}

	boolean isWornOut() {
		return this.passed > MAX_BYTES;
	}

	/**
	 * Give the parser's buffers back. Without it they are left to the garbage collector.
	 */
	void close() {
		this.parser.close();
	}

}
