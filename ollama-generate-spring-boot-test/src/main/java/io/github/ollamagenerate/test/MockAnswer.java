package io.github.ollamagenerate.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A scripted answer of a {@link MockOllamaServer}. Immutable: every method returns a new
 * answer, so one answer can be enqueued many times.
 */
public final class MockAnswer {

	static final String JSON = "application/json; charset=utf-8";

	static final String NDJSON = "application/x-ndjson";

	private final AnswerHead head;

	private final List<byte[]> packets;

	private final @Nullable ScriptedTokens tokens;

	private final boolean fixedLength;

	private final AnswerFlow flow;

	private MockAnswer(AnswerHead head, List<byte[]> packets, @Nullable ScriptedTokens tokens, boolean fixedLength,
			AnswerFlow flow) {
		this.head = head;
		this.packets = packets;
		this.tokens = tokens;
		this.fixedLength = fixedLength;
		this.flow = flow;
	}

	/**
	 * A complete, well-formed answer with the given texts: one line for each, then a last
	 * line with {@code done_reason} "stop", {@code context} and all metrics. The model is
	 * the requested one. A request with {@code "stream":false} gets the same as a single
	 * object.
	 * @param texts the texts; none leaves only the last line
	 * @return the answer
	 */
	public static MockAnswer tokens(String... texts) {
		ScriptedTokens tokens = new ScriptedTokens(List.of(), List.of(texts), "stop", null);
		return new MockAnswer(AnswerHead.of(200, NDJSON), List.of(), tokens, false, AnswerFlow.AT_ONCE);
	}

	/**
	 * An NDJSON stream with the given lines, each sent as one HTTP chunk and followed by
	 * a newline.
	 * @param lines the lines without line ends
	 * @return the answer, status 200, {@code application/x-ndjson}
	 */
	public static MockAnswer lines(String... lines) {
		return stream(Arrays.stream(lines).map((line) -> (line + '\n').getBytes(StandardCharsets.UTF_8)).toList());
	}

	/**
	 * A single JSON document with a {@code Content-Length}.
	 * @param status the HTTP status code
	 * @param body the body as sent; it is not checked
	 * @return the answer, {@code application/json; charset=utf-8}
	 */
	public static MockAnswer json(int status, String body) {
		return single(AnswerHead.of(status, JSON), body);
	}

	/**
	 * Any bytes, each array flushed apart as one HTTP chunk and nothing added. Made for
	 * lines that are split at odd places.
	 * @param packets the bytes; each at least one byte long
	 * @return the answer, status 200, {@code application/x-ndjson}
	 * @throws IllegalArgumentException if one of the arrays is empty
	 */
	public static MockAnswer bytes(byte[]... packets) {
		if (Arrays.stream(packets).anyMatch((packet) -> packet.length == 0)) {
			throw new IllegalArgumentException("'packets' must not contain an empty array");
		}
		return stream(Arrays.stream(packets).map(byte[]::clone).toList());
	}

	/**
	 * No answer at all: the request is accepted and nothing is ever sent.
	 * @return the answer
	 */
	public static MockAnswer stall() {
		return lines().flow(AnswerFlow.AT_ONCE.withEnding(AnswerFlow.Ending.SILENCE));
	}

	static MockAnswer stream(List<byte[]> packets) {
		return new MockAnswer(AnswerHead.of(200, NDJSON), packets, null, false, AnswerFlow.AT_ONCE);
	}

	static MockAnswer single(AnswerHead head, String body) {
		return new MockAnswer(head, List.of(body.getBytes(StandardCharsets.UTF_8)), null, true, AnswerFlow.AT_ONCE);
	}

	/**
	 * Answers with another HTTP status.
	 * @param status the HTTP status code
	 * @return a new answer
	 */
	public MockAnswer status(int status) {
		return head(this.head.withStatus(status));
	}

	/**
	 * Answers with another content type.
	 * @param contentType the content type, or null to send no {@code Content-Type} header
	 * @return a new answer
	 */
	public MockAnswer contentType(@Nullable String contentType) {
		return head(this.head.withContentType(contentType));
	}

	/**
	 * Adds a response header.
	 * @param name the name
	 * @param value the value; a second one for the same name is sent as well
	 * @return a new answer
	 */
	public MockAnswer header(String name, String value) {
		return head(this.head.withHeader(name, value));
	}

	/**
	 * Waits between two packets (lines, tokens or byte arrays).
	 * @param pause the time between two packets; zero for none
	 * @return a new answer
	 */
	public MockAnswer pause(Duration pause) {
		return flow(this.flow.withPause(pause));
	}

	/**
	 * Waits before the response head.
	 * @param delay the time until the head is sent; zero for none
	 * @return a new answer
	 */
	public MockAnswer delay(Duration delay) {
		return flow(this.flow.withDelay(delay));
	}

	/**
	 * Closes the connection after the last packet, in the middle of the HTTP body. The
	 * body is then chunked, also that of a single document. A stream made by
	 * {@link #tokens(String...)} breaks off before its last line, which says that the
	 * answer is done.
	 * @return a new answer
	 */
	public MockAnswer thenCut() {
		return flow(this.flow.withEnding(AnswerFlow.Ending.CUT));
	}

	/**
	 * Sends nothing more after the last packet and leaves the connection open. A stream
	 * made by {@link #tokens(String...)} stalls before its last line.
	 * @return a new answer
	 */
	public MockAnswer thenStall() {
		return flow(this.flow.withEnding(AnswerFlow.Ending.STALL));
	}

	/**
	 * Ends with an error line, as when the model's process dies: {@code {"error":".."}}
	 * after the other lines, in place of the last line of {@link #tokens(String...)}. A
	 * request with {@code "stream":false} gets status 500 with the error alone.
	 * @param error the server's text
	 * @return a new answer
	 */
	public MockAnswer thenError(String error) {
		if (this.tokens != null) {
			return tokens(this.tokens.withError(error));
		}
		List<byte[]> newPackets = new ArrayList<>(this.packets);
		newPackets.add(ScriptedTokens.errorLine(error));
		return new MockAnswer(this.head, newPackets, null, false, this.flow);
	}

	/**
	 * Thinks before it answers, a line for each text.
	 * @param texts the thinking texts
	 * @return a new answer
	 * @throws IllegalStateException if this was not made by {@link #tokens(String...)}
	 */
	public MockAnswer thinking(String... texts) {
		return tokens(scriptedTokens().withThinking(List.of(texts)));
	}

	/**
	 * Ends for another reason than "stop".
	 * @param doneReason the {@code done_reason}, for example "length"
	 * @return a new answer
	 * @throws IllegalStateException if this was not made by {@link #tokens(String...)}
	 */
	public MockAnswer doneReason(String doneReason) {
		return tokens(scriptedTokens().withDoneReason(doneReason));
	}

	private ScriptedTokens scriptedTokens() {
		if (this.tokens == null) {
			throw new IllegalStateException(
					"Only an answer made by 'tokens' can be completed, this one is sent as it is");
		}
		return this.tokens;
	}

	MockAnswer listener(AnswerListener listener) {
		return flow(this.flow.withListener(listener));
	}

	/** Whether the server needs a model in its memory for this answer of its own. */
	boolean usesModel() {
		return this.flow.listener() != AnswerListener.NONE;
	}

	/** Fills in what only the request knows. */
	MockAnswer resolve(ReceivedRequest request) {
		if (this.tokens == null) {
			return this;
		}
		if (request.streaming()) {
			boolean complete = this.flow.ending() == AnswerFlow.Ending.COMPLETE;
			List<byte[]> lines = this.tokens.lines(request, this.flow.pause(), complete);
			return new MockAnswer(this.head, lines, null, false, this.flow);
		}
		if (this.tokens.error() != null) {
			return new Refusal(500, this.tokens.error()).answer().flow(this.flow);
		}
		AnswerHead singleHead = NDJSON.equals(this.head.contentType()) ? this.head.withContentType(JSON) : this.head;
		byte[] object = this.tokens.object(request, this.flow.pause());
		return new MockAnswer(singleHead, List.of(object), null, true, this.flow);
	}

	AnswerHead head() {
		return this.head;
	}

	List<byte[]> packets() {
		return this.packets;
	}

	AnswerFlow flow() {
		return this.flow;
	}

	/**
	 * Whether the length is announced. An answer that does not end cannot keep such a
	 * promise.
	 */
	boolean fixedLength() {
		return this.fixedLength && this.flow.ending() == AnswerFlow.Ending.COMPLETE;
	}

	/** Names status and size, never the content. */
	@Override
	public String toString() {
		String what = (this.tokens != null) ? "texts: " + this.tokens.texts().size()
				: "packets: " + this.packets.size();
		return "status " + this.head.status() + ", " + what
				+ ((this.flow.ending() == AnswerFlow.Ending.COMPLETE) ? "" : ", then " + this.flow.ending());
	}

	private MockAnswer tokens(ScriptedTokens newTokens) {
		return new MockAnswer(this.head, this.packets, newTokens, this.fixedLength, this.flow);
	}

	private MockAnswer head(AnswerHead newHead) {
		return new MockAnswer(newHead, this.packets, this.tokens, this.fixedLength, this.flow);
	}

	private MockAnswer flow(AnswerFlow newFlow) {
		return new MockAnswer(this.head, this.packets, this.tokens, this.fixedLength, newFlow);
	}

}
