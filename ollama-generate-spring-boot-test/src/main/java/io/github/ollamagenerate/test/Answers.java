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

	private final Supplier<Routes> newRoutes;

	private final boolean scriptedOnly;

	private volatile Routes routes;

	Answers(Scripts scripts, RequestLog log, Journal journal, AccessRules access, Supplier<Routes> newRoutes,
			boolean scriptedOnly) {
		this.scripts = scripts;
		this.log = log;
		this.journal = journal;
		this.access = access;
		this.newRoutes = newRoutes;
		this.scriptedOnly = scriptedOnly;
		this.routes = newRoutes.get();
	}

	MockAnswer to(ReceivedRequest request) {
		boolean generate = request.isGenerate();
		boolean calls = generate || !ReceivedRequest.GENERATE.equals(request.path());
		MockAnswer answer = decide(request, calls, generate && this.scriptedOnly);
		// last: who takes the request may count on its answer being under way
		this.log.add(request, calls);
		return answer;
	}

	private MockAnswer decide(ReceivedRequest request, boolean scriptable, boolean scriptRequired) {
		@Nullable MockAnswer refused = this.access.answer(request);
		if (refused != null) {
			return noted(request, this.routes.withAllow(request, refused), "not for strangers");
		}
		try {
			Script script = scriptable ? this.scripts.take(request, scriptRequired) : null;
			MockAnswer answer = (script != null) ? script.answer().resolve(request) : this.routes.answer(request);
			return noted(request, this.access.readable(request, answer),
					(script != null) ? "enqueued as " + script.number() : "not enqueued");
		}
		catch (Refusal ex) {
			return noted(request, ex.answer(), "matches nothing that was enqueued");
		}
	}

	private MockAnswer noted(ReceivedRequest request, MockAnswer answer, String origin) {
		this.journal.add(request, answer, origin);
		return answer;
	}

	/** Back to the installed and loaded models of the start. */
	void reset() {
		this.routes = this.newRoutes.get();
	}

}
