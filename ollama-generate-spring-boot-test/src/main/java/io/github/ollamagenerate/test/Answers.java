package io.github.ollamagenerate.test;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Finds the answer to each request: the server's "no" to strangers, what is enqueued, or
 * the server's own.
 */
final class Answers {

	private final Scripts scripts;

	private final RequestLog log;

	private final Journal journal;

	private final AccessRules access;

	private final RunQueue queue;

	private final Supplier<Routes> newRoutes;

	private final boolean scriptedOnly;

	private volatile Routes routes;

	Answers(Scripts scripts, RequestLog log, Journal journal, AccessRules access, RunQueue queue,
			Supplier<Routes> newRoutes, boolean scriptedOnly) {
		this.scripts = scripts;
		this.log = log;
		this.journal = journal;
		this.access = access;
		this.queue = queue;
		this.newRoutes = newRoutes;
		this.scriptedOnly = scriptedOnly;
		this.routes = newRoutes.get();
	}

	Decision to(ReceivedRequest request) {
		boolean call = this.routes.isCall(request);
		Decision decision = decide(request, call);
		if (call) {
			// last: who takes the request may count on its answer being under way
			this.log.add(request);
		}
		return decision;
	}

	private Decision decide(ReceivedRequest request, boolean scriptable) {
		@Nullable MockAnswer refused = this.access.answer(request);
		if (refused != null) {
			return decision(request, this.routes.withAllow(request, refused), false, "not for strangers");
		}
		if (request.isGenerate() && this.queue.isFull()) {
			return decideWhenBusy(request);
		}
		try {
			Script script = scriptable ? this.scripts.take(request, request.isGenerate() && this.scriptedOnly) : null;
			if (script == null) {
				return own(request);
			}
			MockAnswer answer = script.answer().resolve(request);
			boolean runs = request.isGenerate() && answer.head().status() == 200;
			return decision(request, this.access.readable(request, answer), runs, "enqueued as " + script.number());
		}
		catch (Refusal ex) {
			return decision(request, ex.answer(), false, "matches nothing that was enqueued");
		}
	}

	/** No script is used up by a request that the server is too busy for. */
	private Decision decideWhenBusy(ReceivedRequest request) {
		if (!this.scripts.waitFor(request.path())) {
			MockAnswer own = this.routes.answer(request);
			if (!own.usesModel()) {
				return decision(request, this.access.readable(request, own), false, "not enqueued");
			}
		}
		return decision(request, this.access.readable(request, RunQueue.BUSY), false, "server busy");
	}

	private Decision own(ReceivedRequest request) {
		MockAnswer answer = this.routes.answer(request);
		return decision(request, this.access.readable(request, answer), request.isGenerate() && answer.usesModel(),
				"not enqueued");
	}

	private Decision decision(ReceivedRequest request, MockAnswer answer, boolean runs, String origin) {
		this.journal.add(request, answer, origin);
		return new Decision(answer, runs);
	}

	/** Back to the installed and loaded models of the start. */
	void reset() {
		this.routes = this.newRoutes.get();
	}

	/**
	 * What a request gets.
	 *
	 * @param answer the answer
	 * @param runs whether it takes a place among the running generations
	 */
	record Decision(MockAnswer answer, boolean runs) {

	}

}
