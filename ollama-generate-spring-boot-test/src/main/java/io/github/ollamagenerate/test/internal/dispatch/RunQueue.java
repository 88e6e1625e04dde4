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

package io.github.ollamagenerate.test.internal.dispatch;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;

import io.github.ollamagenerate.test.internal.Refusal;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Lets so many answers run at a time, so many wait for their turn, and refuses the rest
 * as a busy server does.
 */
public final class RunQueue {

	static final HttpAnswer BUSY = HttpAnswer
		.refusal(new Refusal(503, "server busy, please try again.  maximum pending requests exceeded"));

	private final int numParallel;

	private final int maxQueue;

	private final Set<Sinks.Empty<Void>> running = new HashSet<>();

	private final Queue<Sinks.Empty<Void>> waiting = new ArrayDeque<>();

	/**
	 * Create an empty queue.
	 * @param numParallel how many answers run at a time; zero for no limit
	 * @param maxQueue how many more wait
	 */
	public RunQueue(int numParallel, int maxQueue) {
		this.numParallel = numParallel;
		this.maxQueue = maxQueue;
	}

	/**
	 * Send an answer when it is its turn.
	 * @param answer the answer
	 * @param sender sends an answer, or the refusal
	 * @param loop where to send it
	 */
	Mono<Void> send(HttpAnswer answer, Function<HttpAnswer, Mono<Void>> sender, Scheduler loop) {
		if (this.numParallel == 0) {
			return sender.apply(answer);
		}
		Sinks.Empty<Void> turn = Sinks.empty();
		if (!enter(turn)) {
			return sender.apply(BUSY);
		}
		// its place is free before the client has read the end, and also if it left
		Mono<Void> sent = sender.apply(answer.listener((complete) -> leave(turn)));
		return turn.asMono().publishOn(loop).then(sent).doFinally((signal) -> leave(turn));
	}

	/** Whether the next one would be refused. */
	synchronized boolean isFull() {
		return this.numParallel > 0 && this.running.size() >= this.numParallel && this.waiting.size() >= this.maxQueue;
	}

	private synchronized boolean enter(Sinks.Empty<Void> turn) {
		if (this.running.size() < this.numParallel) {
			this.running.add(turn);
			turn.tryEmitEmpty();
			return true;
		}
		return this.waiting.size() < this.maxQueue && this.waiting.add(turn);
	}

	private void leave(Sinks.Empty<Void> turn) {
		Sinks.Empty<Void> next = next(turn);
		if (next != null) {
			next.tryEmitEmpty();
		}
	}

	private synchronized Sinks.@Nullable Empty<Void> next(Sinks.Empty<Void> left) {
		if (this.waiting.remove(left) || !this.running.remove(left)) {
			return null;
		}
		Sinks.Empty<Void> next = this.waiting.poll();
		if (next != null) {
			this.running.add(next);
		}
		return next;
	}

}
