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

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import io.github.ollamagenerate.client.http.RawServer;

/**
 * Plays a {@link ResponseScript} for each request. The prompt says which: its nonce and
 * how often it was seen are the seed.
 */
final class ConversationServer implements AutoCloseable {

	static final int MAX_BODY = 200_000;

	private final long seed;

	private final RawServer server = new RawServer(this::answer, MAX_BODY);

	private final Map<String, Integer> seen = new ConcurrentHashMap<>();

	private final Set<Integer> surplus = ConcurrentHashMap.newKeySet();

	private final Set<String> disturbed = ConcurrentHashMap.newKeySet();

	private final Set<Integer> answeredLate = ConcurrentHashMap.newKeySet();

	private final Set<String> undetectable = ConcurrentHashMap.newKeySet();

	ConversationServer(long seed) {
		this.seed = seed;
	}

	String url() {
		return this.server.url();
	}

	/**
	 * Return whether nobody could tell that a text was not the answer: a response that
	 * nobody asked for came when a request was under way, or this is the response to a
	 * request after that.
	 */
	boolean isUndetectable(String text) {
		return text.equals(ResponseScript.LATE) || this.undetectable.contains(text);
	}

	/**
	 * Return whether bytes that nobody asked for were on the connection of this request,
	 * so that it may fail.
	 */
	boolean isDisturbed(String nonce) {
		return this.disturbed.contains(nonce) || isUndetectable(nonce);
	}

	boolean hasSeen(String nonce) {
		return this.seen.containsKey(nonce);
	}

	void forget(String nonce) {
		this.disturbed.remove(nonce);
		this.seen.remove(nonce);
	}

	/**
	 * Return the script for a request.
	 * @param nonce the nonce of the prompt
	 * @param attempt how often it is seen, from 1 on
	 */
	ResponseScript script(String nonce, int attempt) {
		Random random = new Random((this.seed * 31 + nonce.hashCode()) * 31 + attempt);
		random.nextInt();
		return (nonce.startsWith("rude") && random.nextBoolean()) ? ResponseScript.rude(random, nonce)
				: ResponseScript.polite(random, nonce);
	}

	private void answer(RawServer.Request request) throws IOException {
		if (!request.isRead()) {
			request.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n").close();
			return;
		}
		String nonce = request.prompt();
		if (this.answeredLate.contains(request.connection())) {
			this.undetectable.add(nonce);
		}
		if (this.surplus.contains(request.connection())) {
			this.disturbed.add(nonce);
		}
		ResponseScript script = script(nonce, this.seen.merge(nonce, 1, Integer::sum));
		if (script.hasSurplus()) {
			this.surplus.add(request.connection());
		}
		for (byte[] packet : script.packets()) {
			request.send(packet);
			pause();
		}
		if (script.late().length > 0) {
			pause();
			this.surplus.add(request.connection());
			if (script.isLateAnswer()) {
				this.answeredLate.add(request.connection());
			}
			request.send(script.late());
		}
		switch (script.end()) {
			case KEEP -> {
				// the next request follows
			}
			case CLOSE -> request.close();
			case RESET -> {
				request.socket().setSoLinger(true, 0);
				request.close();
			}
			case STALL -> request.socket().getInputStream().read();
		}
	}

	private static void pause() {
		LockSupport.parkNanos(Duration.ofNanos(50_000).toNanos());
	}

	@Override
	public void close() {
		this.server.close();
	}

}
