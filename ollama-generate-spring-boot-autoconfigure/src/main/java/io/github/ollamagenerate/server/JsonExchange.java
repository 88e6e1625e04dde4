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

package io.github.ollamagenerate.server;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.client.http.BufferBytes;
import io.github.ollamagenerate.client.http.ConnectionFailures;
import io.github.ollamagenerate.client.http.InvalidHttpResponseException;
import io.github.ollamagenerate.client.http.Printable;
import io.github.ollamagenerate.client.http.ServerErrorTranslator;
import io.github.ollamagenerate.client.http.ServerQuotes;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.core.codec.StringDecoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Calls the endpoints of a server that return JSON, and fails as a generation does.
 */
final class JsonExchange {

	private static final int MAX_BODY = 1024 * 1024;

	private static final byte[] NOTHING = {};

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final ObjectReader READER = MAPPER.readerForMapOf(Object.class);

	private final Supplier<WebClient> webClient;

	private final URI baseUrl;

	JsonExchange(Supplier<WebClient> webClient, URI baseUrl) {
		this.webClient = webClient;
		this.baseUrl = baseUrl;
	}

	/**
	 * Return the JSON object of a path.
	 * @param path the path of the endpoint
	 * @return the object, never empty; fails with {@link GenerateException}
	 */
	Mono<Map<String, Object>> get(String path) {
		Call call = new Call(path, null, ServerQuotes.NONE);
		return Mono
			.defer(() -> this.webClient.get()
				.get()
				.uri(path)
				.exchangeToMono((response) -> call.sentWith(response).object(response)))
			.onErrorMap(call::failure);
	}

	/**
	 * Send the name of a model to a path and return the lines of the answer.
	 * @param path the path of the endpoint
	 * @param model the model
	 * @return the object of each line; fails with {@link GenerateException}, also if a
	 * line is an error
	 */
	Flux<Map<String, Object>> post(String path, String model) {
		Call call = new Call(path, model, ServerQuotes.NONE);
		return Flux.defer(() -> this.webClient.get()
			.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			// the bytes as they are: the application's codecs have no say in it
			.body((message,
					context) -> message.writeWith(Mono.fromSupplier(
							() -> message.bufferFactory().wrap(MAPPER.writeValueAsBytes(Map.of("model", model))))))
			.exchangeToFlux((response) -> call.sentWith(response).objects(response))).onErrorMap(call::failure);
	}

	/**
	 * Create the failure for an answer that cannot be read.
	 * @param path the path of the endpoint
	 * @param model the model that was asked for, {@code null} if none was
	 * @param what what the server sent
	 * @return the exception
	 */
	GenerateException unreadable(String path, @Nullable String model, String what) {
		return new Call(path, model, ServerQuotes.NONE).unreadable(what, null);
	}

	/**
	 * Create the failure for an answer that ended early.
	 * @param path the path of the endpoint
	 * @param model the model that was asked for
	 * @return the exception
	 */
	GenerateException truncated(String path, String model) {
		return new TruncatedResponseException(
				"The answer of Ollama at " + this.baseUrl + " to " + path + " for model '" + Printable.name(model)
						+ "' ended early. Check the log of the server, and of any proxy in front of it.",
				model, null, null);
	}

	/**
	 * One call of an endpoint.
	 */
	private final class Call {

		private final String path;

		private final @Nullable String model;

		private final ServerQuotes quotes;

		Call(String path, @Nullable String model, ServerQuotes quotes) {
			this.path = path;
			this.model = model;
			this.quotes = quotes;
		}

		Call sentWith(ClientResponse response) {
			return new Call(this.path, this.model, this.quotes.sentWith(response.request().getHeaders()));
		}

		Mono<Map<String, Object>> object(ClientResponse response) {
			if (!response.statusCode().is2xxSuccessful()) {
				return refused(response);
			}
			return body(response).defaultIfEmpty(NOTHING)
				.map((body) -> read(new String(body, StandardCharsets.UTF_8)))
				.onErrorMap(this::lost);
		}

		Flux<Map<String, Object>> objects(ClientResponse response) {
			if (!response.statusCode().is2xxSuccessful()) {
				return this.<Map<String, Object>>refused(response).flux();
			}
			// copies: the decoder releases the buffers of a line that is too long twice
			Flux<DataBuffer> body = response.body((message, context) -> message.getBody())
				.map((buffer) -> DefaultDataBufferFactory.sharedInstance.wrap(BufferBytes.read(buffer)));
			StringDecoder lines = StringDecoder.textPlainOnly();
			lines.setMaxInMemorySize(MAX_BODY);
			return lines.decode(body, ResolvableType.forClass(String.class), null, Map.of())
				.filter(StringUtils::hasText)
				.map(this::readLine)
				.onErrorMap(this::lost);
		}

		private Mono<byte[]> body(ClientResponse response) {
			return DataBufferUtils.join(response.body((message, context) -> message.getBody()), MAX_BODY)
				.map(BufferBytes::read);
		}

		private <T> Mono<T> refused(ClientResponse response) {
			return body(response).onErrorReturn(NOTHING)
				.defaultIfEmpty(NOTHING)
				.flatMap((body) -> Mono.error(serverErrors().ofResponse(response.statusCode(),
						response.headers().asHttpHeaders(), body, "to " + request())));
		}

		private ServerErrorTranslator serverErrors() {
			return new ServerErrorTranslator(this.model, JsonExchange.this.baseUrl, this.quotes);
		}

		private String request() {
			return this.path + ((this.model != null) ? " for model '" + Printable.name(this.model) + "'" : "");
		}

		private Map<String, Object> readLine(String line) {
			Map<String, Object> fields = read(line);
			if (fields.get("error") != null) {
				throw serverErrors().ofLine(fields,
						"Ollama at " + JsonExchange.this.baseUrl + " failed to answer " + request(), null);
			}
			return fields;
		}

		private Map<String, Object> read(String text) {
			@Nullable Map<String, Object> fields = null;
			try {
				fields = READER.readValue(text);
			}
			catch (JacksonException ex) {
				// as JSON of another type
			}
			if (fields == null) {
				throw unreadable("something other than a JSON object", text);
			}
			return fields;
		}

		private GenerateException unreadable(String what, @Nullable String text) {
			String quote = (text != null) ? this.quotes.quotePage(text, null) : null;
			return new UnreadableResponseException("The server at " + JsonExchange.this.baseUrl + " answered "
					+ this.path + " with " + what + ((quote != null) ? " (" + quote + ")" : "")
					+ ". Is it Ollama, or a proxy in front of it?", this.model, null, quote);
		}

		// once the response has begun
		private Throwable lost(Throwable ex) {
			if (ex instanceof GenerateException) {
				return ex;
			}
			return (ex instanceof DataBufferLimitException) ? unreadable("more than " + MAX_BODY + " bytes", null)
					: new TruncatedResponseException("The connection to Ollama at " + JsonExchange.this.baseUrl
							+ " broke while it answered " + this.path + ". Check the server's log.", this.model, null,
							ex);
		}

		private Throwable failure(Throwable ex) {
			if (ex instanceof WebClientRequestException
					&& ex.getCause() instanceof InvalidHttpResponseException invalid) {
				return unreadable(String.valueOf(invalid.getMessage()), null);
			}
			return new ConnectionFailures(this.model, JsonExchange.this.baseUrl, this.quotes).translate(ex,
					Duration.ZERO);
		}

	}

}
