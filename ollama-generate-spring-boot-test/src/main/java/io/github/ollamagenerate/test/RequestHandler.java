package io.github.ollamagenerate.test;

import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import org.reactivestreams.Publisher;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Records each request and sends the next scripted answer or the server's own.
 */
final class RequestHandler implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {

	private static final String GENERATE = "/api/generate";

	private final Scripts scripts;

	private final RequestLog log;

	private final Journal journal;

	private final Connections connections;

	private final Supplier<Routes> newRoutes;

	private final boolean scriptedOnly;

	private volatile Routes routes;

	RequestHandler(Scripts scripts, RequestLog log, Journal journal, Connections connections,
			Supplier<Routes> newRoutes, boolean scriptedOnly) {
		this.scripts = scripts;
		this.log = log;
		this.journal = journal;
		this.connections = connections;
		this.newRoutes = newRoutes;
		this.scriptedOnly = scriptedOnly;
		this.routes = newRoutes.get();
	}

	/** Back to the installed and loaded models of the start. */
	void reset() {
		this.routes = this.newRoutes.get();
	}

	@Override
	public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
		Channel channel = channel(request);
		return request.receive()
			.aggregate()
			.asString(StandardCharsets.UTF_8)
			.defaultIfEmpty("")
			.flatMap((body) -> this.connections.answering(channel,
					() -> AnswerSender.send(answer(record(request, body, channel)), response, channel)));
	}

	private static Channel channel(HttpServerRequest request) {
		Channel[] channel = new Channel[1];
		request.withConnection((connection) -> channel[0] = connection.channel());
		return channel[0];
	}

	private static ReceivedRequest record(HttpServerRequest request, String body, Channel channel) {
		return ReceivedRequest.of(request.method().name(), request.fullPath(), request.requestHeaders(), body,
				Connections.closed(channel));
	}

	private MockAnswer answer(ReceivedRequest request) {
		boolean generate = GENERATE.equals(request.path());
		boolean calls = !generate || "POST".equals(request.method());
		this.log.add(request, calls);
		try {
			Script script = calls ? this.scripts.take(request, generate && this.scriptedOnly) : null;
			MockAnswer answer = (script != null) ? script.answer().resolve(request) : this.routes.answer(request);
			this.journal.add(request, answer, (script != null) ? "enqueued as " + script.number() : "not enqueued");
			return answer;
		}
		catch (Refusal ex) {
			this.journal.add(request, ex.answer(), "matches nothing that was enqueued");
			return ex.answer();
		}
	}

}
