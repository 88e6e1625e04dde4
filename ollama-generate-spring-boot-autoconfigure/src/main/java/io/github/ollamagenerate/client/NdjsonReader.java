package io.github.ollamagenerate.client;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateResponse;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * Reads one answer, a JSON object a line, from network buffers that are cut anywhere.
 * <p>
 * This is the one part of the wire that is written by hand. Spring's own decoder copies
 * each token into a buffer, binds it by reflection, limits an object to 256 KiB, and
 * turns a line {@code {"error":..}} into an object without values. Here a non-blocking
 * parser is fed straight from the buffers and fills the record itself, which costs a
 * quarter of the time and a tenth of the memory a token, knows an error when it sees one,
 * and has a limit of its own.
 * <p>
 * Not thread-safe: one thread at a time, as the network gives.
 */
final class NdjsonReader {

	private final LineParsers parsers;

	private final ResponseAccumulator received;

	private final ExceptionTranslator exceptions;

	private final LineTracker line;

	private final boolean keepContext;

	private final GenerateWarnings warnings;

	private final Consumer<GenerateResponse> chunks;

	// not made anew for each packet
	private final Consumer<ResponseFields> lines = this::endOfLine;

	// while a line is cut
	private @Nullable LineParser parser;

	private @Nullable UnreadableText unreadable;

	private boolean ended;

	/**
	 * Create a reader for one answer.
	 * @param parsers lends the parser
	 * @param keepContext whether {@code context} is read or skipped
	 * @param received takes what arrives
	 * @param exceptions creates the exceptions
	 * @param warnings looks at the answer when it has ended
	 * @param chunks takes each chunk that is complete
	 */
	NdjsonReader(LineParsers parsers, boolean keepContext, ResponseAccumulator received, ExceptionTranslator exceptions,
			GenerateWarnings warnings, Consumer<GenerateResponse> chunks) {
		this.parsers = parsers;
		this.received = received;
		this.exceptions = exceptions;
		this.line = new LineTracker(parsers.maxLineLength());
		this.keepContext = keepContext;
		this.warnings = warnings;
		this.chunks = chunks;
	}

	/**
	 * Read what is in a buffer. The buffer stays the caller's.
	 * @param buffer bytes as they came
	 * @throws io.github.ollamagenerate.GenerateException if the server tells of a
	 * failure, or sends what is no JSON object or too long
	 */
	void read(DataBuffer buffer) {
		if (buffer.readableByteCount() == 0) {
			return;
		}
		LineParser parser = (this.parser != null) ? this.parser : this.parsers.borrow();
		parser.take(buffer);
		read(parser);
		if (this.unreadable == null && parser.isBetweenLines()) {
			this.parsers.giveBack(parser);
			parser = null;
		}
		// not written again with each token: that is what the garbage collector looks for
		if (this.parser != parser) {
			this.parser = parser;
		}
	}

	private void read(LineParser parser) {
		if (this.line.exceedsLimit(parser.packet(), parser.count())) {
			throw this.exceptions.lineTooLong(this.line.limit(), this.received.partial());
		}
		if (this.unreadable != null) {
			this.unreadable.add(parser.packet(), parser.count());
			failIfQuotable(this.unreadable);
			return;
		}
		try {
			if (!parser.parse(this.exceptions.model(), this.keepContext, this.lines)) {
				notJson(parser, parser.tokenStart());
			}
		}
		catch (JacksonException ex) {
			notJson(parser, parser.position());
		}
		catch (WrongTypeException ex) {
			throw this.exceptions.wrongType(ex, this.received.partial());
		}
		this.line.advance(parser.packet(), parser.count());
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
	 * Let go of a line that is cut.
	 */
	void close() {
		if (this.parser != null) {
			this.parser.close();
			this.parser = null;
		}
	}

	private void endOfLine(ResponseFields fields) {
		ServerError error = fields.error();
		if (error != null) {
			throw this.exceptions.errorLine(error, this.received.partial());
		}
		GenerateResponse chunk = fields.toResponse();
		if (!this.ended) {
			this.received.add(chunk);
			if (chunk.done()) {
				this.ended = true;
				this.warnings.answer(this.exceptions.model(), this.received);
			}
			this.chunks.accept(chunk);
		}
		else if (!chunk.response().isEmpty() || chunk.thinking() != null) {
			throw this.exceptions.textAfterEnd(this.received.partial());
		}
	}

	private void notJson(LineParser parser, int position) {
		if (parser.isInObject()) {
			throw notJson("");
		}
		this.unreadable = this.line.quote(parser.packet(), parser.count(), position);
		failIfQuotable(this.unreadable);
	}

	// a proxy's own words help, once they are complete
	private void failIfQuotable(UnreadableText text) {
		if (text.isComplete()) {
			throw notJson(text.quote());
		}
	}

	private GenerateException notJson(String quote) {
		// after a chunk it may be a part of the answer
		return this.exceptions.notJson(this.received.isEmpty() ? quote : "", this.received.partial());
	}

}
