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

import java.util.function.Function;
import java.util.function.Supplier;

import io.github.ollamagenerate.test.internal.Refusal;
import io.github.ollamagenerate.test.internal.endpoint.Routes;
import io.github.ollamagenerate.test.internal.fault.ActiveFaults;
import io.github.ollamagenerate.test.internal.http.AccessRules;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import io.github.ollamagenerate.test.internal.http.RequestHandler;
import io.github.ollamagenerate.test.internal.recording.RecordingSession;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Finds the answer to each request: the server's "no" to strangers, what is enqueued, or
 * the server's own.
 */
public final class Dispatcher implements RequestHandler {

	private final EnqueuedAnswers enqueued = new EnqueuedAnswers();

	private final ReceivedRequests received = new ReceivedRequests();

	private final AccessRules access;

	private final Supplier<Routes> newRoutes;

	private final RunQueue queue;

	private final Journal journal;

	private final boolean scriptedOnly;

	private final ActiveFaults faults;

	private final FaultsEndpoint faultsEndpoint;

	private volatile Routes routes;

	private volatile @Nullable RecordingSession recordings;

	/**
	 * Create a dispatcher without enqueued answers.
	 * @param access who may ask
	 * @param newRoutes creates the server's own answers, as at its start
	 * @param queue limits how many answers run at a time
	 * @param journal where each request is noted
	 * @param scriptedOnly whether only enqueued answers are for generate requests
	 * @param faults what goes wrong with the answers to generate requests
	 */
	public Dispatcher(AccessRules access, Supplier<Routes> newRoutes, RunQueue queue, Journal journal,
			boolean scriptedOnly, ActiveFaults faults) {
		this.access = access;
		this.newRoutes = newRoutes;
		this.queue = queue;
		this.journal = journal;
		this.scriptedOnly = scriptedOnly;
		this.faults = faults;
		this.faultsEndpoint = new FaultsEndpoint(faults);
		this.routes = newRoutes.get();
	}

	@Override
	public Mono<Void> handle(ReceivedRequest request, Function<HttpAnswer, Mono<Void>> sender, Scheduler loop) {
		boolean call = this.routes.isCall(request);
		@Nullable RecordingSession session = isOwn(request) ? null : this.recordings;
		if (session != null) {
			return session.answer(request, loop).flatMap((answer) -> {
				this.journal.add(request, answer, session.toString());
				if (call) {
					this.received.add(request);
				}
				return sender.apply(this.access.readable(request, answer));
			});
		}
		Decision decision = decide(request, call);
		this.journal.add(request, decision.answer(), decision.origin());
		if (call) {
			// last: who takes the request may count on its answer being under way
			this.received.add(request);
		}
		return decision.runs() ? this.queue.send(decision.answer(), sender, loop) : sender.apply(decision.answer());
	}

	/** Whether the answer comes from this server in any case. */
	private boolean isOwn(ReceivedRequest request) {
		return this.access.answer(request) != null || this.enqueued.waitFor(request.path())
				|| FaultsEndpoint.PATH.equals(request.path()) || request.faults().busy().isPresent();
	}

	private Decision decide(ReceivedRequest request, boolean call) {
		@Nullable HttpAnswer refused = this.access.answer(request);
		if (refused != null) {
			return new Decision(this.routes.withAllow(request, refused), false, "not for strangers");
		}
		Decision decision = decideForFriends(request, call);
		return decision.withAnswer(this.access.readable(request, decision.answer()));
	}

	private Decision decideForFriends(ReceivedRequest request, boolean call) {
		if (FaultsEndpoint.PATH.equals(request.path())) {
			return new Decision(this.faultsEndpoint.answer(request), false, "faults on demand");
		}
		if (request.faults().busy().isPresent()) {
			HttpAnswer busy = RunQueue.BUSY.header("Retry-After", String.valueOf(request.faults().busy().getAsLong()));
			return new Decision(busy, false, "fault on demand");
		}
		if (request.isGenerate() && this.queue.isFull()) {
			return decideWhenBusy(request);
		}
		try {
			boolean required = request.isGenerate() && this.scriptedOnly;
			@Nullable EnqueuedAnswer enqueued = call ? this.enqueued.take(request, required) : null;
			if (enqueued == null) {
				HttpAnswer own = this.routes.answer(request);
				return new Decision(own, request.isGenerate() && own.usesModel(), "not enqueued");
			}
			HttpAnswer answer = enqueued.answer().resolve(request);
			boolean runs = request.isGenerate() && answer.head().status() == 200;
			return new Decision(answer, runs, "enqueued as " + enqueued.number());
		}
		catch (Refusal ex) {
			return new Decision(HttpAnswer.refusal(ex), false, "matches nothing that was enqueued");
		}
	}

	/** No enqueued answer is used up by a request that the server is too busy for. */
	private Decision decideWhenBusy(ReceivedRequest request) {
		if (!this.enqueued.waitFor(request.path())) {
			HttpAnswer own = this.routes.answer(request);
			if (!own.usesModel()) {
				return new Decision(own, false, "not enqueued");
			}
		}
		return new Decision(RunQueue.BUSY, false, "server busy");
	}

	/**
	 * Answer requests from recordings, if nothing is enqueued for them.
	 * @param session where the answers come from, or null for the server's own
	 */
	public void answerFrom(@Nullable RecordingSession session) {
		this.recordings = session;
	}

	/** Where answers come from, or null for the server's own. */
	public @Nullable RecordingSession recordings() {
		return this.recordings;
	}

	public EnqueuedAnswers enqueued() {
		return this.enqueued;
	}

	public ReceivedRequests received() {
		return this.received;
	}

	public Journal journal() {
		return this.journal;
	}

	/** Forget everything since the start. */
	public void reset() {
		this.faults.reset();
		this.enqueued.reset();
		this.received.reset();
		this.journal.reset();
		this.routes = this.newRoutes.get();
	}

	/**
	 * What a request gets.
	 *
	 * @param answer the answer
	 * @param runs whether it takes a place among the running generations
	 * @param origin where the answer comes from, for people
	 */
	private record Decision(HttpAnswer answer, boolean runs, String origin) {

		Decision withAnswer(HttpAnswer newAnswer) {
			return new Decision(newAnswer, this.runs, this.origin);
		}

	}

}
