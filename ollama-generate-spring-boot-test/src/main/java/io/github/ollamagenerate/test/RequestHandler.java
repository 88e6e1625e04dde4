package io.github.ollamagenerate.test;

import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

import io.netty.channel.Channel;
import org.reactivestreams.Publisher;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Records each request and sends the next scripted answer or the server's own.
 */
final class RequestHandler implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {

	private final Answers answers;

	private final Connections connections;

	RequestHandler(Answers answers, Connections connections) {
		this.answers = answers;
		this.connections = connections;
	}

	@Override
	public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
		Channel channel = channel(request);
		return request.receive()
			.aggregate()
			.asString(StandardCharsets.UTF_8)
			.defaultIfEmpty("")
			.flatMap((body) -> this.connections.answering(channel,
					() -> AnswerSender.send(this.answers.to(record(request, body, channel)), response, channel)));
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

}
