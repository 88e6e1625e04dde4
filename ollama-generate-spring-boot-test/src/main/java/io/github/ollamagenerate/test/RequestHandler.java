package io.github.ollamagenerate.test;

import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Records each request and sends the next scripted answer or the server's own.
 */
final class RequestHandler implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {

	private final Queue<MockAnswer> scripted = new ConcurrentLinkedQueue<>();

	private final RequestLog log;

	private final Routes routes;

	RequestHandler(RequestLog log, Routes routes) {
		this.log = log;
		this.routes = routes;
	}

	void enqueue(MockAnswer answer) {
		this.scripted.add(answer);
	}

	@Override
	public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
		Channel channel = channel(request);
		return request.receive()
			.aggregate()
			.asString(StandardCharsets.UTF_8)
			.defaultIfEmpty("")
			.flatMap((body) -> AnswerSender.send(answer(record(request, body, channel)), response, channel));
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
		boolean generate = "POST".equals(request.method()) && "/api/generate".equals(request.path());
		this.log.add(request, generate);
		@Nullable MockAnswer next = generate ? this.scripted.poll() : null;
		return (next != null) ? next.resolve(request) : this.routes.answer(request);
	}

}
