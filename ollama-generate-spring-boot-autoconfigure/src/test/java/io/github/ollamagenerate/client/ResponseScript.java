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

package io.github.ollamagenerate.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What a server sends in response to one request, made up from random numbers: all that
 * HTTP/1.1 allows, or a fault on top of it.
 */
final class ResponseScript {

	/**
	 * Text of an answer that nobody asked for, and that comes when it may be taken for
	 * one.
	 */
	static final String LATE = "late";

	/** The last step: what happens to the connection. */
	enum End {

		KEEP, CLOSE, RESET, STALL

	}

	private static final int[] INTERIM = { 100, 102, 103, 104 };

	private static final int[] ERRORS = { 400, 404, 429, 500, 502 };

	private final Random random;

	private final String nonce;

	private final List<byte[]> packets = new ArrayList<>();

	private int status = 200;

	private End end = End.KEEP;

	private boolean surplus;

	private byte[] late = new byte[0];

	private ResponseScript(Random random, String nonce) {
		this.random = random;
		this.nonce = nonce;
	}

	/**
	 * Make up a response that is within the rules.
	 */
	static ResponseScript polite(Random random, String nonce) {
		ResponseScript script = new ResponseScript(random, nonce);
		script.respond("", "");
		return script;
	}

	/**
	 * Make up a response with a fault.
	 */
	static ResponseScript rude(Random random, String nonce) {
		ResponseScript script = new ResponseScript(random, nonce);
		script.misbehave();
		return script;
	}

	/**
	 * Return what goes over the wire, one packet after the other.
	 */
	List<byte[]> packets() {
		return this.packets;
	}

	/**
	 * Return whether more than the response comes with it.
	 */
	boolean hasSurplus() {
		return this.surplus;
	}

	/**
	 * Return what follows when the response has ended.
	 */
	byte[] late() {
		return this.late;
	}

	/**
	 * Return whether what follows is an answer, which nobody asked for.
	 */
	boolean isLateAnswer() {
		return new String(this.late, StandardCharsets.ISO_8859_1).contains(LATE);
	}

	int status() {
		return this.status;
	}

	End end() {
		return this.end;
	}

	private void misbehave() {
		String stray = answer("stray");
		String[] garbage = { "x", "\r\n", "HTTP/1.1 20", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n", "0\r\n\r\n",
				"HTTP/1.1 103 Early Hints\r\n\r\n", "HTTP/1.1 408 Timeout\r\nContent-Length: 0\r\n\r\n", stray };
		switch (this.random.nextInt(17)) {
			case 0 -> this.end = closeOrReset();
			case 1 -> closeWithin("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n");
			case 2 -> closeWithin(
					"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(bytes(lines(this.nonce)), true));
			case 3 -> closeWithin("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + lines(this.nonce));
			case 4, 5 -> {
				respond("", garbage[this.random.nextInt(garbage.length)]);
				this.surplus = true;
			}
			case 6, 7 -> {
				respond("", "");
				this.late = bytes(garbage[this.random.nextInt(garbage.length)].replace(stray, answer(LATE)));
				// the request that it meets is read
				this.end = End.KEEP;
			}
			case 8 -> respond("Content-Length: 7\r\nContent-Length: 8\r\n", "");
			case 9 -> respond("Content-Length: 7\r\nTransfer-Encoding: chunked\r\n", "");
			case 10 -> respond("Set-Cookie: c=" + "x".repeat(9000) + "\r\n", "");
			case 11 -> respond("Content-Encoding: gzip\r\n", "");
			case 12 -> respond("Content-Encoding: " + oneOf("br", "zstd", "exi", "gzip, br") + "\r\n", "");
			case 13 -> packets("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n" + stray);
			case 14 -> {
				respond("", "");
				this.end = closeOrReset();
			}
			case 15 ->
				packets(oneOf("SSH-2.0-x\r\n", "HTTP/1.1 x OK\r\n\r\n", "{\"response\":\"x\"}\n", "\u0000\u0001"));
			default -> stall();
		}
	}

	private void stall() {
		if (this.random.nextInt(60) > 0) {
			respond("", "");
			return;
		}
		// in front of the head, within the answer, or after it
		packets(oneOf("", "HTTP/1.1 200 OK\r\n",
				"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(bytes(lines(this.nonce)), true)));
		this.end = End.STALL;
	}

	private void closeWithin(String text) {
		packets(text.substring(0, this.random.nextInt(text.length() + 1)));
		this.end = closeOrReset();
	}

	private void respond(String headers, String after) {
		ByteArrayOutputStream wire = new ByteArrayOutputStream();
		wire.writeBytes(interim());
		String body = lines(this.nonce);
		if (headers.isEmpty() && this.random.nextInt(10) == 0) {
			this.status = ERRORS[this.random.nextInt(ERRORS.length)];
			body = oneOf("", "{\"error\":\"it failed\"}", "<html><body>Bad Gateway</body></html>");
		}
		boolean chunked = headers.contains("chunked") || headers.isEmpty() && this.random.nextBoolean();
		boolean old = !chunked && this.random.nextInt(8) == 0;
		byte[] content = bytes(body);
		String fields = headers;
		if (headers.isEmpty() && !body.isEmpty()) {
			switch (this.random.nextInt(8)) {
				case 0 -> {
					content = gzip(body);
					fields += "Content-Encoding: gzip\r\n";
				}
				case 1 -> {
					content = deflate(body);
					fields += "Content-Encoding: deflate\r\n";
				}
				default -> fields += oneOf("", "Content-Encoding: identity\r\n", "X-A: b\r\n");
			}
		}
		boolean announced = this.random.nextInt(8) == 0;
		fields += announced ? "Connection: close\r\n" : "";
		boolean untilClose = !chunked && headers.isEmpty() && this.random.nextInt(6) == 0;
		if (untilClose) {
			this.end = End.CLOSE;
		}
		else if (announced && this.random.nextBoolean()) {
			this.end = End.CLOSE;
		}
		if (chunked && !fields.contains("chunked")) {
			fields += "Transfer-Encoding: chunked\r\n";
		}
		else if (!untilClose && !fields.contains("Content-Length")) {
			fields += "Content-Length: " + content.length + "\r\n";
			fields += (old && this.random.nextBoolean()) ? "Connection: keep-alive\r\n" : "";
		}
		wire.writeBytes(bytes("HTTP/1." + (old ? 0 : 1) + " " + this.status + " X\r\n" + fields + "\r\n"));
		wire.writeBytes(chunked ? bytes(chunked(content, false)) : content);
		packets(wire.toByteArray());
		// in one packet with the end, for what comes later may meet the next request
		int last = this.packets.size() - 1;
		wire.reset();
		wire.writeBytes(this.packets.get(last));
		wire.writeBytes(bytes(after));
		this.packets.set(last, wire.toByteArray());
	}

	private byte[] interim() {
		StringBuilder text = new StringBuilder();
		for (int i = Math.max(0, this.random.nextInt(5) - 2); i > 0; i--) {
			text.append("HTTP/1.1 ").append(INTERIM[this.random.nextInt(INTERIM.length)]).append(" Interim\r\n");
			text.append(oneOf("", "Link: </a>; rel=preload\r\n", "Content-Length: 5\r\n")).append("\r\n");
		}
		return bytes(text.toString());
	}

	// bytes as characters, for chunks are text and bytes
	private String chunked(byte[] content, boolean open) {
		StringBuilder text = new StringBuilder();
		int start = 0;
		while (start < content.length) {
			int size = 1 + this.random.nextInt(content.length - start);
			text.append(Integer.toHexString(size)).append(oneOf("", "", ";a=b", ";a=\"b c\"")).append("\r\n");
			text.append(new String(content, start, size, StandardCharsets.ISO_8859_1)).append("\r\n");
			start += size;
		}
		return open ? text.toString() : text + "0\r\n" + oneOf("", "", "X-Trailer: a\r\n") + "\r\n";
	}

	private void packets(String text) {
		packets(bytes(text));
	}

	private void packets(byte[] bytes) {
		int start = 0;
		for (int cuts = Math.max(0, this.random.nextInt(6) - 2); cuts > 0 && start < bytes.length; cuts--) {
			int cut = start + this.random.nextInt(bytes.length - start);
			this.packets.add(Arrays.copyOfRange(bytes, start, cut));
			start = cut;
		}
		this.packets.add(Arrays.copyOfRange(bytes, start, bytes.length));
	}

	private End closeOrReset() {
		return this.random.nextBoolean() ? End.CLOSE : End.RESET;
	}

	private String oneOf(String... texts) {
		return texts[this.random.nextInt(texts.length)];
	}

	private byte[] gzip(String text) {
		boolean flush = this.random.nextBoolean();
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(packed, true)) {
			for (String line : text.split("(?<=\n)")) {
				gzip.write(bytes(line));
				if (flush) {
					gzip.flush();
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return packed.toByteArray();
	}

	private static byte[] deflate(String text) {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed)) {
			deflate.write(bytes(text));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return packed.toByteArray();
	}

	private static String answer(String text) {
		return "HTTP/1.1 200 OK\r\nContent-Length: " + lines(text).length() + "\r\n\r\n" + lines(text);
	}

	/**
	 * The lines of an answer, a token for each part of the text.
	 */
	static String lines(String text) {
		StringBuilder lines = new StringBuilder();
		for (String token : text.split("(?=-)")) {
			lines.append("{\"model\":\"m\",\"response\":\"").append(token).append("\",\"done\":false}\n");
		}
		return lines.append("{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\"}\n").toString();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
