package io.github.ollamagenerate.client;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.json.JsonFactory;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
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

	private final WebClient webClient;

	private final URI baseUrl;

	private final int maxLineLength;

	private final JsonFactory jsonFactory;

	GenerateExchange(WebClient webClient, URI baseUrl, int maxLineLength) {
		this.webClient = webClient;
		this.baseUrl = baseUrl;
		this.maxLineLength = maxLineLength;
		this.jsonFactory = NdjsonReader.jsonFactory(maxLineLength);
	}

	/**
	 * Return the chunks of the answer. The request is sent on subscription.
	 * @param request a complete, checked request
	 * @param model the model of the request
	 * @param stream whether the server is to send chunks or one object
	 * @param received takes what arrives
	 */
	Flux<GenerateResponse> send(GenerateRequest request, String model, boolean stream, ResponseAccumulator received) {
		ExceptionTranslator exceptions = new ExceptionTranslator(model, this.baseUrl);
		return this.webClient.post()
			.uri("/api/generate")
			.accept(MediaType.APPLICATION_NDJSON, MediaType.APPLICATION_JSON)
			.contentType(MediaType.APPLICATION_JSON)
			.body(inserter(GenerateRequestWriter.write(request, stream)))
			.exchangeToFlux((response) -> response.statusCode().is2xxSuccessful()
					? chunks(response, exceptions, request.context() != null, received) : error(response, exceptions))
			.onErrorMap(exceptions::translate);
	}

	private Flux<GenerateResponse> chunks(ClientResponse response, ExceptionTranslator exceptions, boolean keepContext,
			ResponseAccumulator received) {
		Supplier<NdjsonReader> readers = () -> new NdjsonReader(this.jsonFactory, this.maxLineLength, keepContext,
				received, exceptions);
		// the body is taken as it is: proxies send any content type, or none
		return response.body((message, context) -> new NdjsonFlux(message.getBody(), readers, exceptions));
	}

	private static Flux<GenerateResponse> error(ClientResponse response, ExceptionTranslator exceptions) {
		Flux<DataBuffer> body = response.body((message, context) -> message.getBody());
		body = DataBufferUtils.takeUntilByteCount(body, MAX_ERROR_BODY).takeUntilOther(Mono.delay(ERROR_BODY_TIMEOUT));
		return DataBufferUtils.join(body)
			.map(BufferBytes::read)
			.onErrorReturn(new byte[0])
			.defaultIfEmpty(new byte[0])
			.flatMapMany((bytes) -> Flux.error(exceptions.errorStatus(response.statusCode(), bytes)));
	}

	// written as it is: the application's codecs have no say in it
	private static BodyInserter<byte[], ClientHttpRequest> inserter(byte[] body) {
		return (message, context) -> {
			message.getHeaders().setContentLength(body.length);
			return message.writeWith(Mono.fromSupplier(() -> message.bufferFactory().wrap(body)));
		};
	}

}
