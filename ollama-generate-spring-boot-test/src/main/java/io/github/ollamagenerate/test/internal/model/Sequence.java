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

package io.github.ollamagenerate.test.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Turns what a model says into chunks as Ollama's runner does: up to a limit or a stop
 * text, and holding back what may become one.
 */
final class Sequence {

	private final List<String> stops;

	private final @Nullable LogprobSampler logprobs;

	private final List<Chunk> chunks = new ArrayList<>();

	private List<Token> pending = new ArrayList<>();

	private List<Logprob> pendingLogprobs = new ArrayList<>();

	private int predicted;

	private int sent;

	private boolean stopped;

	private Sequence(List<String> stops, @Nullable LogprobSampler logprobs) {
		this.stops = stops;
		this.logprobs = logprobs;
	}

	/**
	 * Generates.
	 * @param tokens what the model says if nothing ends it before
	 * @param limit the most tokens, at least 1
	 * @param stops texts that end it
	 * @param logprobs where log probabilities come from, or null if nobody asks for them
	 * @return the finished sequence
	 */
	static Sequence run(List<Token> tokens, long limit, List<String> stops, @Nullable LogprobSampler logprobs) {
		Sequence sequence = new Sequence(stops, logprobs);
		for (int i = 0; i < tokens.size() && sequence.predicted < limit && !sequence.stopped; i++) {
			sequence.add(tokens.get(i));
		}
		if (sequence.predicted < limit && !sequence.stopped) {
			// a model says that it has finished with a token, too
			sequence.predicted++;
			sequence.stopped = true;
		}
		sequence.flush();
		return sequence;
	}

	List<Chunk> chunks() {
		return this.chunks;
	}

	/** The tokens that the model generated, a stop text or end mark included. */
	int predicted() {
		return this.predicted;
	}

	/** The tokens of the chunks. */
	int sent() {
		return this.sent;
	}

	boolean stopped() {
		return this.stopped;
	}

	private void add(Token token) {
		this.predicted++;
		this.pending.add(token);
		if (this.logprobs != null) {
			this.pendingLogprobs.add(this.logprobs.next(token.text()));
		}
		if (this.stops.isEmpty()) {
			flush();
			return;
		}
		String text = this.pending.stream().map(Token::text).collect(Collectors.joining());
		for (String stop : this.stops) {
			int found = text.indexOf(stop);
			if (found >= 0) {
				truncate(found);
				this.stopped = true;
				return;
			}
		}
		if (this.stops.stream().noneMatch((stop) -> mayBecome(stop, text))) {
			flush();
		}
	}

	private static boolean mayBecome(String stop, String text) {
		for (int length = Math.min(stop.length(), text.length()); length > 0; length--) {
			if (text.endsWith(stop.substring(0, length))) {
				return true;
			}
		}
		return false;
	}

	private void truncate(int length) {
		List<Token> kept = new ArrayList<>();
		int start = 0;
		for (Token token : this.pending) {
			if (start < length) {
				kept.add(token.cut(length - start));
				start += token.text().length();
			}
		}
		this.pending = kept;
		if (this.logprobs != null) {
			this.pendingLogprobs = this.pendingLogprobs.subList(0, kept.size());
		}
	}

	private void flush() {
		if (!this.pending.isEmpty()) {
			this.chunks.add(Chunk.of(this.pending, List.copyOf(this.pendingLogprobs)));
			this.sent += this.pending.size();
			this.pending = new ArrayList<>();
			this.pendingLogprobs = new ArrayList<>();
		}
	}

}
