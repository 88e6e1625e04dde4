package io.github.ollamagenerate.client;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.async.ByteArrayFeeder;
import tools.jackson.core.json.JsonFactory;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateResponse;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * Reads one answer, a JSON object a line, from network buffers that are cut anywhere.
 * <p>
 * This is the one part of the wire that is written by hand. Spring's own decoder copies
 * each token into a buffer, binds it by reflection, limits an object to 256 KiB, and
 * turns a line {@code {"error":..}} into an object without values. Here a single
 * non-blocking parser is fed straight from the buffers and fills the record itself, which
 * costs a quarter of the time and a tenth of the memory a token, knows an error when it
 * sees one, and has a limit of its own.
 * <p>
 * Not thread-safe: one thread at a time, as the network gives.
 */
final class NdjsonReader {

	private final ByteArrayFeeder feeder;

	private final JsonParser parser;

	private final ResponseFields fields;

	private final ResponseAccumulator received;

	private final ExceptionTranslator exceptions;

	private final LineTracker line;

	private final boolean keepContext;

	private byte[] bytes = new byte[512];

	private boolean inObject;

	private String name = "";

	private @Nullable NestedValue nested;

	private @Nullable UnreadableText unreadable;

	private boolean ended;

	/**
	 * Create a reader for one answer.
	 * @param jsonFactory creates the parser
	 * @param maxLineLength the most bytes that one line may have
	 * @param keepContext whether {@code context} is read or skipped
	 * @param received takes what arrives
	 * @param exceptions creates the exceptions
	 */
	NdjsonReader(JsonFactory jsonFactory, int maxLineLength, boolean keepContext, ResponseAccumulator received,
			ExceptionTranslator exceptions) {
		this.parser = jsonFactory.createNonBlockingByteArrayParser(ObjectReadContext.empty());
		this.feeder = (ByteArrayFeeder) this.parser.nonBlockingInputFeeder();
		this.fields = new ResponseFields(exceptions.model());
		this.received = received;
		this.exceptions = exceptions;
		this.line = new LineTracker(maxLineLength);
		this.keepContext = keepContext;
	}

	/**
	 * Return a factory of parsers that take texts and names as long as a line may be.
	 */
	static JsonFactory jsonFactory(int maxLineLength) {
		return JsonFactory.builder()
			.streamReadConstraints(
					StreamReadConstraints.builder().maxStringLength(maxLineLength).maxNameLength(maxLineLength).build())
			.build();
	}

	/**
	 * Read what is in a buffer. The buffer stays the caller's.
	 * @param buffer bytes as they came
	 * @param chunks takes each chunk that is complete
	 * @throws io.github.ollamagenerate.GenerateException if the server tells of a
	 * failure, or sends what is no JSON object or too long
	 */
	void read(DataBuffer buffer, Consumer<GenerateResponse> chunks) {
		int count = buffer.readableByteCount();
		if (count == 0) {
			return;
		}
		if (this.bytes.length < count) {
			this.bytes = new byte[count];
		}
		buffer.read(this.bytes, 0, count);
		if (this.line.exceedsLimit(this.bytes, count)) {
			throw this.exceptions.lineTooLong(this.line.limit(), this.received.partial());
		}
		if (this.unreadable != null) {
			this.unreadable.add(this.bytes, count);
			failIfQuotable(this.unreadable);
			return;
		}
		try {
			this.feeder.feedInput(this.bytes, 0, count);
			parse(chunks, count);
		}
		catch (JacksonException ex) {
			notJson(count, this.parser.currentLocation());
		}
		catch (WrongTypeException ex) {
			throw this.exceptions.wrongType(ex, this.received.partial());
		}
		this.line.advance(this.bytes, count);
	}

	/**
	 * Note that no more bytes come.
	 * @throws io.github.ollamagenerate.GenerateException if the answer has not ended
	 */
	void complete() {
		if (this.unreadable != null) {
			throw notJson(this.unreadable.quote());
		}
		if (!this.ended) {
			throw this.exceptions.truncated(this.received.partial());
		}
	}

	boolean isEnded() {
		return this.ended;
	}

	/**
	 * Return the failure for a connection that broke.
	 */
	GenerateException connectionLost(Throwable ex) {
		return (this.unreadable != null) ? notJson(this.unreadable.quote())
				: this.exceptions.connectionLost(ex, this.received.partial());
	}

	/**
	 * Give the parser's buffers back. Without it they are left to the garbage collector.
	 */
	void close() {
		this.parser.close();
	}

	private void parse(Consumer<GenerateResponse> chunks, int count) {
		JsonToken token = this.parser.nextToken();
		while (token != JsonToken.NOT_AVAILABLE && token != null) {
			if (this.nested != null) {
				continueNested(this.nested, token);
			}
			else if (!this.inObject) {
				if (token != JsonToken.START_OBJECT) {
					notJson(count, this.parser.currentTokenLocation());
					return;
				}
				this.inObject = true;
				this.fields.reset();
			}
			else if (token == JsonToken.PROPERTY_NAME) {
				this.name = this.parser.currentName();
			}
			else if (token == JsonToken.END_OBJECT) {
				this.inObject = false;
				endOfObject(chunks);
			}
			else if (token.isStructStart()) {
				continueNested(new NestedValue(this.keepContext || !this.name.equals("context")), token);
			}
			else {
				this.fields.scalar(this.name, this.parser, token);
			}
			token = this.parser.nextToken();
		}
	}

	private void continueNested(NestedValue nested, JsonToken token) {
		boolean complete = nested.accept(this.parser, token);
		this.nested = complete ? null : nested;
		if (complete) {
			this.fields.nested(this.name, nested.value());
		}
	}

	private void endOfObject(Consumer<GenerateResponse> chunks) {
		ServerError error = this.fields.error();
		if (error != null) {
			throw this.exceptions.errorLine(error, this.received.partial());
		}
		GenerateResponse chunk = this.fields.toResponse();
		if (!this.ended) {
			this.received.add(chunk);
			this.ended = chunk.done();
			chunks.accept(chunk);
		}
		else if (!chunk.response().isEmpty() || chunk.thinking() != null) {
			throw this.exceptions.textAfterEnd(this.received.partial());
		}
	}

	private void notJson(int count, TokenStreamLocation location) {
		if (this.inObject) {
			throw notJson("");
		}
		this.unreadable = this.line.quote(this.bytes, count, location.getByteOffset());
		failIfQuotable(this.unreadable);
	}

	// a proxy's own words help, once they are complete
	private void failIfQuotable(UnreadableText text) {
		if (text.isComplete()) {
			throw notJson(text.quote());
		}
	}

	private GenerateException notJson(String quote) {
		return this.exceptions.notJson(quote, this.received.partial());
	}

}
