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

package io.github.ollamagenerate.client;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.client.http.BufferBytes;
import io.github.ollamagenerate.client.ndjson.ExpectedAnswer;
import io.github.ollamagenerate.client.ndjson.LineParsers;
import io.github.ollamagenerate.client.ndjson.NdjsonFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Sends one request and reads the chunks of its answer.
 */
final class GenerateExchange {

	// enough of an error page to know it
	private static final int MAX_ERROR_BODY = 64 * 1024;

	// the status is known: a body that does not end must not hide it
	private static final Duration ERROR_BODY_TIMEOUT = Duration.ofSeconds(2);

	// where WebClient keeps the template of an address: it names requests in metrics
	private static final String URI_TEMPLATE_ATTRIBUTE = WebClient.class.getName() + ".uriTemplate";

	private final Supplier<WebClient> webClient;

	// built once: WebClient expands a template for each request
	private final URI uri;

	private final LineParsers parsers;

	private final TimeoutTimer timer = new TimeoutTimer();

	private final GenerateWarnings warnings;

	GenerateExchange(Supplier<WebClient> webClient, URI baseUrl, int maxLineLength, GenerateWarnings warnings) {
		this.webClient = webClient;
		this.uri = URI.create(baseUrl + "/api/generate");
		this.warnings = warnings;
		this.parsers = new LineParsers(maxLineLength);
	}

	/**
	 * Return the chunks of the answer. The request is sent on each subscription.
	 * @param request a complete, checked request
	 * @param exceptions creates the exceptions
	 * @param stream whether the server is to send chunks or one object
	 * @param received takes what arrives
	 */
	Flux<GenerateResponse> send(GenerateRequest request, ExceptionTranslator exceptions, boolean stream,
			ResponseAccumulator received) {
		RequestBody body = new RequestBody(request, stream);
		ExpectedAnswer expected = new ExpectedAnswer(exceptions.model(), request.context() != null, request.isLoad());
		return Flux.defer(() -> {
			TimeoutWatch watch = new TimeoutWatch(request.timeouts());
			AtomicReference<ExceptionTranslator> failures = new AtomicReference<>(exceptions);
			Flux<GenerateResponse> answer = Flux.defer(() -> new ResponseFlux(this.webClient.get()
				.post()
				.uri(this.uri)
				.attribute(URI_TEMPLATE_ATTRIBUTE, this.uri.toString())
				.accept(MediaType.APPLICATION_NDJSON, MediaType.APPLICATION_JSON)
				.contentType(MediaType.APPLICATION_JSON)
				.body(inserter(body, watch)), (response) -> {
					body.letGo();
					failures.set(exceptions.sentWith(response.request().getHeaders()));
					return response.statusCode().is2xxSuccessful() ? chunks(response, expected, watch)
							: error(response, failures.get());
				}));
			return TimeoutFlux.of(answer, this.timer.timeout(watch), received, (chunk) -> {
				received.add(chunk);
				if (chunk.done()) {
					this.warnings.answer(expected.model(), received);
				}
			}, failures::get);
		});
	}

	private Flux<GenerateResponse> chunks(ClientResponse response, ExpectedAnswer expected, TimeoutWatch watch) {
		// the body is taken as it is: proxies send any content type, or none
		Flux<DataBuffer> body = response.body((message, context) -> message).getBody();
		return new NdjsonFlux(body, this.parsers, expected, watch);
	}

	private static Flux<GenerateResponse> error(ClientResponse response, ExceptionTranslator exceptions) {
		HttpHeaders headers = response.headers().asHttpHeaders();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		return response.body((message, context) -> message.getBody())
			// no buffers from here on: an operator that ends early drops what still comes
			.map(BufferBytes::read)
			.takeUntilOther(Mono.delay(ERROR_BODY_TIMEOUT))
			.doOnNext(bytes::writeBytes)
			.takeUntil((read) -> bytes.size() >= MAX_ERROR_BODY)
			.onErrorComplete()
			.thenMany(Flux.error(() -> exceptions.errorStatus(response.statusCode(), headers, bytes.toByteArray())));
	}

	// written as it is: the application's codecs have no say in it
	private static BodyInserter<byte[], ClientHttpRequest> inserter(RequestBody body, TimeoutWatch watch) {
		return (message, context) -> {
			watch.requestSent();
			message.getHeaders().setContentLength(body.bytes().length);
			return message.writeWith(Mono.fromSupplier(() -> message.bufferFactory().wrap(body.bytes())));
		};
	}

}
