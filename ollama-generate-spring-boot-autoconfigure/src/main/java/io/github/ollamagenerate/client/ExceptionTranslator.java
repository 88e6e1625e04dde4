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

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.GenerateTimeoutException.Phase;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.client.http.ConnectionFailures;
import io.github.ollamagenerate.client.http.InvalidHttpResponseException;
import io.github.ollamagenerate.client.http.Printable;
import io.github.ollamagenerate.client.http.ServerErrorTranslator;
import io.github.ollamagenerate.client.http.ServerQuotes;
import io.github.ollamagenerate.client.ndjson.ErrorLineException;
import io.github.ollamagenerate.client.ndjson.NdjsonException;
import io.github.ollamagenerate.client.ndjson.UnreadableLineException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Turns each way to fail into its exception, with a message that says what failed, where,
 * and what to do next. One per request; no message holds a prompt or an answer.
 *
 * @param model the model that is asked
 * @param baseUrl the server that is asked
 * @param quotes decides what of a server's text may be repeated
 */
record ExceptionTranslator(String model, URI baseUrl, ServerQuotes quotes) {

	ExceptionTranslator(String model, URI baseUrl) {
		this(model, baseUrl, ServerQuotes.NONE);
	}

	/**
	 * Return a translator that knows the secrets of the request as it was sent.
	 */
	ExceptionTranslator sentWith(HttpHeaders headers) {
		return new ExceptionTranslator(this.model, this.baseUrl, this.quotes.sentWith(headers));
	}

	/**
	 * Translate any failure of a request; what is translated already stays as it is.
	 * @param elapsed the time since the request was begun
	 * @param partial what had arrived, {@code null} if nothing had
	 */
	GenerateException translate(Throwable ex, Duration elapsed, @Nullable GenerateResponse partial) {
		if (ex instanceof NdjsonException failed) {
			return notWhole(failed, partial);
		}
		if (ex instanceof WebClientRequestException && ex.getCause() instanceof InvalidHttpResponseException invalid) {
			return invalidResponse(invalid, null);
		}
		return new ConnectionFailures(this.model, this.baseUrl, this.quotes).translate(ex, elapsed);
	}

	private GenerateException notWhole(NdjsonException ex, @Nullable GenerateResponse partial) {
		if (ex instanceof ErrorLineException failed) {
			return errorLine(failed.fields(), partial);
		}
		if (ex instanceof UnreadableLineException unreadable) {
			return unreadable(unreadable, partial);
		}
		return (ex.getCause() != null) ? connectionLost(ex.getCause(), partial) : truncated(partial);
	}

	private GenerateException connectionLost(Throwable cause, @Nullable GenerateResponse partial) {
		if (cause instanceof InvalidHttpResponseException invalid) {
			return invalidResponse(invalid, partial);
		}
		return new TruncatedResponseException("The connection to Ollama at " + this.baseUrl + " broke while model '"
				+ name() + "' was answering, after " + length(partial)
				+ ". Check the server's log, and repeat the request.", this.model, partial, cause);
	}

	GenerateException truncated(@Nullable GenerateResponse partial) {
		return new TruncatedResponseException("The answer of model '" + name() + "' from Ollama at " + this.baseUrl
				+ " ended early, after " + length(partial)
				+ ": neither done nor done_reason arrived. Check the log of the server, and of any proxy in front of it.",
				this.model, partial, null);
	}

	private GenerateException unreadable(UnreadableLineException ex, @Nullable GenerateResponse partial) {
		String proxy = "Is it Ollama, or a proxy in front of it?";
		return switch (ex.kind()) {
			case NOT_JSON -> {
				String serverText = this.quotes.quotePage(ex.detail(), partial);
				yield unreadable(
						"a line that is not a JSON object" + ((serverText != null) ? " (" + serverText + ")" : ""),
						partial, serverText, proxy);
			}
			case TOO_LONG -> unreadable("a line that exceeds " + ex.detail() + " bytes", partial, null,
					"Raise ollama.max-in-memory-size.");
			case WRONG_TYPE -> unreadable("a line in which the field '" + ex.detail() + "' has an unexpected type",
					partial, null, proxy);
			case SERVER_SENT_EVENT -> unreadable("server-sent events instead of one JSON object per line", partial,
					null, "Is it Ollama? A proxy in front of it must not change the format of the answer.");
			case ARRAY -> unreadable("a JSON array instead of one JSON object per line", partial, null, proxy);
			case NOT_UTF_8 -> unreadable("a line that is not valid UTF-8", partial, null, proxy);
			case NO_ANSWER -> unreadable("no line with the field 'response' or 'thinking'", partial, null,
					"It looks like the answer of another endpoint. Does the server at ollama.base-url provide /api/generate?");
			case TEXT_AFTER_END -> unreadable("more text after the end of the answer", partial, null, proxy);
		};
	}

	private GenerateException invalidResponse(InvalidHttpResponseException ex, @Nullable GenerateResponse partial) {
		return unreadable(String.valueOf(ex.getMessage()), partial, null, ex.nextStep());
	}

	private GenerateException unreadable(String what, @Nullable GenerateResponse partial, @Nullable String serverText,
			String next) {
		return new UnreadableResponseException("The server at " + this.baseUrl + " sent " + what + " while model '"
				+ name() + "' was answering, after " + length(partial) + ". " + next, this.model, partial, serverText);
	}

	private GenerateException errorLine(Map<?, ?> fields, @Nullable GenerateResponse partial) {
		return serverErrors().ofLine(fields, "Ollama at " + this.baseUrl + " failed while model '" + name()
				+ "' was answering, after " + length(partial), partial);
	}

	GenerateException errorStatus(HttpStatusCode statusCode, HttpHeaders headers, byte[] body) {
		return serverErrors().ofResponse(statusCode, headers, body, "for model '" + name() + "'");
	}

	private ServerErrorTranslator serverErrors() {
		return new ServerErrorTranslator(this.model, this.baseUrl, this.quotes);
	}

	GenerateException timeout(Phase phase, Duration elapsed, @Nullable GenerateResponse partial,
			@Nullable Throwable cause) {
		String time = ConnectionFailures.print(elapsed);
		String message = switch (phase) {
			case CONNECT -> ConnectionFailures.notConnected(this.baseUrl, elapsed);
			case FIRST_CHUNK ->
				"Ollama at " + this.baseUrl + " sent no part of the answer of model '" + name() + "' within " + time
						+ ". The model may still be loading, and closing the connection aborts that: raise "
						+ "ollama.generate.timeout.first-chunk, or load the model beforehand.";
			case IDLE -> "Ollama at " + this.baseUrl + " sent no data for " + time + " while model '" + name()
					+ "' was answering, after " + length(partial)
					+ ". Check the server's log; if it is only slow, raise ollama.generate.timeout.idle.";
			case TOTAL -> "The answer of model '" + name() + "' from Ollama at " + this.baseUrl
					+ " was not complete within " + time + ", after " + length(partial)
					+ ". Lower num_predict, or raise ollama.generate.timeout.total.";
		};
		return new GenerateTimeoutException(message, this.model, partial, cause, phase, elapsed);
	}

	private String name() {
		return Printable.name(this.model);
	}

	private static String length(@Nullable GenerateResponse partial) {
		return ((partial != null) ? partial.response().length() : 0) + " characters of the answer";
	}

}
