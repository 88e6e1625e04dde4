package io.github.ollamagenerate.test;

import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.netty.channel.Channel;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Reads each request and sends its answer, at once or when it is its turn.
 */
final class RequestHandler implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {

	private final Answers answers;

	private final Connections connections;

	private final RunQueue queue;

	RequestHandler(Answers answers, Connections connections, RunQueue queue) {
		this.answers = answers;
		this.connections = connections;
		this.queue = queue;
	}

	@Override
	public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
		Channel channel = channel(request);
		return request.receive()
			.aggregate()
			.asString(StandardCharsets.UTF_8)
			.defaultIfEmpty("")
			.flatMap((body) -> this.connections.answering(channel,
					() -> send(record(request, body, channel), response, channel)));
	}

	private Mono<Void> send(ReceivedRequest request, HttpServerResponse response, Channel channel) {
		Answers.Decision decision = this.answers.to(request);
		Function<MockAnswer, Mono<Void>> sender = (any) -> AnswerSender.send(any, response, channel);
		return decision.runs()
				? this.queue.send(decision.answer(), sender, Schedulers.fromExecutorService(channel.eventLoop()))
				: sender.apply(decision.answer());
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
