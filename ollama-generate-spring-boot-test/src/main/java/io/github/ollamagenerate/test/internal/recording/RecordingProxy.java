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

package io.github.ollamagenerate.test.internal.recording;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.github.ollamagenerate.test.internal.http.Delivery;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import io.github.ollamagenerate.test.internal.http.ResponseHead;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Forwards requests to a real server. The response goes to the client while it arrives.
 * If the client leaves, the response is read to its end all the same, so that a recording
 * is complete.
 */
public final class RecordingProxy {

	/** The connection's own, and what makes the answer another one. */
	private static final Set<String> NOT_FORWARDED = names("Host", "Connection", "Keep-Alive", "Transfer-Encoding",
			"Content-Length", "Upgrade", "HTTP2-Settings", "TE", "Trailer", "Expect", "Proxy-Authorization",
			"Proxy-Connection", "Accept-Encoding", "Origin", "Referer");

	/** What a client can look at. A header that is not stored is not passed on either. */
	private static final Set<String> STORED = names("Allow", "Content-Encoding", "Content-Type", "Location",
			"Retry-After", "Transfer-Encoding");

	private static final String CONTENT_LENGTH = "Content-Length";

	private static final String TRANSFER_ENCODING = "Transfer-Encoding";

	private final HttpClient client = HttpClient.create(ConnectionProvider.newConnection())
		.followRedirect(false)
		.compress(false)
		.disableRetry(true);

	private final URI server;

	/**
	 * Create a proxy.
	 * @param server the base URL of the real server
	 * @throws IllegalArgumentException if it is not a base URL
	 */
	public RecordingProxy(String server) {
		this.server = parse(server.strip().replaceFirst("/+$", ""));
	}

	private static URI parse(String server) {
		try {
			URI uri = new URI(server);
			if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())
					&& uri.getRawUserInfo() == null && uri.getRawQuery() == null) {
				return uri;
			}
		}
		catch (URISyntaxException ex) {
			// as for another one that cannot be used
		}
		throw new IllegalArgumentException("The server to record must be a URL such as http://localhost:11434,"
				+ " without a user, a password, and a query");
	}

	/**
	 * Forward a request.
	 * @param request the request
	 * @param recorder takes the complete response; can block
	 * @return the response as it arrives, or an error if none arrives; subscribing again
	 * sends the request again
	 */
	Mono<HttpAnswer> forward(ReceivedRequest request, Consumer<RecordedResponse> recorder) {
		return Mono.defer(() -> {
			Sinks.One<HttpAnswer> answer = Sinks.one();
			long start = System.nanoTime();
			this.client.headers((headers) -> copyHeaders(request, headers))
				.request(HttpMethod.valueOf(request.method()))
				.uri(this.server + request.path() + request.query())
				.send((sent, out) -> (request.bytes().length > 0) ? out.sendByteArray(Mono.just(request.bytes())) : out)
				.response((head, body) -> relay(request, head, body, answer, start, recorder))
				.subscribe((value) -> {
				}, answer::tryEmitError);
			return answer.asMono();
		});
	}

	private static Publisher<Void> relay(ReceivedRequest request, HttpClientResponse head, ByteBufFlux body,
			Sinks.One<HttpAnswer> answer, long start, Consumer<RecordedResponse> recorder) {
		int status = head.status().code();
		List<Map.Entry<String, String>> headers = storedHeaders(request, head.responseHeaders());
		ResponseHead passed = new ResponseHead(status, null,
				headers.stream().filter((header) -> !header.getKey().equalsIgnoreCase(TRANSFER_ENCODING)).toList());
		boolean chunked = head.responseHeaders().containsValue(TRANSFER_ENCODING, "chunked", true);
		long begin = System.nanoTime();
		Sinks.Many<byte[]> relayed = Sinks.many().unicast().onBackpressureBuffer();
		// line by line, so that the client gets the same chunks as from the recording
		ResponseRecorder lines = new ResponseRecorder(begin, relayed::tryEmitNext);
		if (chunked) {
			answer.tryEmitValue(HttpAnswer.live(passed, relayed.asFlux()));
		}
		// the client gets the end after the file is written: its test may be over then
		return body.asByteArray()
			.doOnNext((bytes) -> lines.add(bytes, System.nanoTime()))
			.then(Mono.just(false))
			.onErrorReturn(true)
			.publishOn(Schedulers.boundedElastic())
			.doOnNext((cut) -> {
				RecordedResponse response = new RecordedResponse(status, headers, Duration.ofNanos(begin - start),
						lines.end(), cut);
				recorder.accept(response);
				if (!chunked) {
					answer.tryEmitValue(unchunked(request, response, passed));
				}
				else if (cut) {
					relayed.tryEmitError(new IllegalStateException("cut"));
				}
				else {
					relayed.tryEmitComplete();
				}
			})
			.then();
	}

	/** An answer whose length is known, which is sent when it has arrived. */
	private static HttpAnswer unchunked(ReceivedRequest request, RecordedResponse response, ResponseHead head) {
		if (response.isWithoutBody(request.method())) {
			return HttpAnswer.stream(List.of()).head(head);
		}
		return response.cut() ? HttpAnswer.stream(response.lines().stream().map(RecordedLine::bytes).toList())
			.head(head)
			.ending(Delivery.Ending.CUT) : HttpAnswer.single(head, response.body());
	}

	private static void copyHeaders(ReceivedRequest request, HttpHeaders headers) {
		request.headers().forEach((name, value) -> {
			if (!NOT_FORWARDED.contains(name)) {
				headers.set(name, value);
			}
		});
		if (request.bytes().length > 0) {
			headers.set(CONTENT_LENGTH, request.bytes().length);
		}
	}

	private static List<Map.Entry<String, String>> storedHeaders(ReceivedRequest request, HttpHeaders headers) {
		List<Map.Entry<String, String>> stored = new ArrayList<>();
		headers.forEach((header) -> {
			boolean lengthWithoutBody = request.method().equals("HEAD")
					&& header.getKey().equalsIgnoreCase(CONTENT_LENGTH);
			if (STORED.contains(header.getKey()) || lengthWithoutBody) {
				// a redirect can have a key in its query
				String value = header.getKey().equalsIgnoreCase("Location")
						? header.getValue().replaceFirst("\\?.*", "") : header.getValue();
				stored.add(Map.entry(header.getKey(), value));
			}
		});
		return List.copyOf(stored);
	}

	private static Set<String> names(String... names) {
		Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		set.addAll(List.of(names));
		return set;
	}

	/** The address without anything secret. */
	@Override
	public String toString() {
		return this.server.toString();
	}

}
