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

package io.github.ollamagenerate.client.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.ollamagenerate.ContextLengthException;
import io.github.ollamagenerate.GenerateAuthenticationException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.GenerateResponseException.Reply;
import io.github.ollamagenerate.ModelNotFoundException;
import io.github.ollamagenerate.RateLimitedException;
import io.github.ollamagenerate.ServerBusyException;
import io.github.ollamagenerate.UnsupportedFeatureException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.StringUtils;

/**
 * Finds the exception for what a server said, and what to do next.
 *
 * @param model the model that is asked, {@code null} if the request is about none
 * @param baseUrl the address of the server
 * @param quotes decides what of the server's text is repeated
 * @see <a href="https://github.com/ollama/ollama/blob/main/server/routes.go">the
 * texts</a>
 */
public record ServerErrorTranslator(@Nullable String model, URI baseUrl, ServerQuotes quotes) {

	private static final Pattern UNSUPPORTED = Pattern.compile("does not support (\\w+)");

	// Ollama's words, and those of the inference server that newer ones pass on
	private static final Pattern CONTEXT_LENGTH = Pattern
		.compile("exceeds? the (available )?context (length|size|window)");

	/**
	 * Return the exception for a response with the status of an error.
	 * @param statusCode the status, unless the body names another
	 * @param headers the headers of the response
	 * @param body the body
	 * @param request what was asked, after the status in each message
	 * @return the exception
	 */
	public GenerateResponseException ofResponse(HttpStatusCode statusCode, HttpHeaders headers, byte[] body,
			String request) {
		ServerError error = ServerError.ofBody(body);
		int status = (error.status() != null) ? error.status() : statusCode.value();
		return translate(error, status, RetryAfter.of(headers),
				"Ollama at " + this.baseUrl + " answered with status " + status + " " + request, null);
	}

	/**
	 * Return the exception for an error within a successful response.
	 * @param fields the fields of the error
	 * @param what what failed and where, the beginning of each message
	 * @param partial what had arrived, {@code null} if no text had
	 * @return the exception
	 */
	public GenerateResponseException ofLine(Map<?, ?> fields, String what, @Nullable GenerateResponse partial) {
		ServerError error = ServerError.ofFields(fields);
		return translate(error, (error.status() != null) ? error.status() : 200, null, what, partial);
	}

	private GenerateResponseException translate(ServerError error, int status, @Nullable Duration retryAfter,
			String what, @Nullable GenerateResponse partial) {
		String text = StringUtils.hasText(error.text()) ? error.text() : "";
		Reply reply = new Reply(status, this.quotes.quote(text, partial), retryAfter, error.signinUrl());
		String shown = (reply.text() != null || text.isEmpty()) ? what
				: what + ", with a text that is not repeated here because it may contain content";
		// a proxy's page has other words than the server's JSON
		return translate(new Failure(shown, partial, reply), text, error.isJson());
	}

	private GenerateResponseException translate(Failure failure, String text, boolean isJson) {
		Reply reply = failure.reply();
		return switch (reply.status()) {
			case 401 -> new GenerateAuthenticationException(failure.message(unauthorized(reply)), this.model,
					failure.partial(), reply);
			case 403 -> new GenerateAuthenticationException(failure.message(forbidden(text)), this.model,
					failure.partial(), reply);
			case 404 -> notFound(failure, isJson && text.contains("model"));
			case 429 -> new RateLimitedException(failure.message(rateLimited(reply.retryAfter())), this.model,
					failure.partial(), reply);
			case 503 -> new ServerBusyException(failure.message(
					"Send fewer concurrent requests (ollama.max-connections), or raise OLLAMA_MAX_QUEUE of the server"),
					this.model, failure.partial(), reply);
			default -> byText(failure, isJson ? text : "");
		};
	}

	private GenerateResponseException byText(Failure failure, String text) {
		Matcher unsupported = UNSUPPORTED.matcher(text);
		if (unsupported.find()) {
			String feature = unsupported.group(1);
			return new UnsupportedFeatureException(failure.message(unsupported(feature)), this.model, failure.partial(),
					failure.reply(), feature);
		}
		if (CONTEXT_LENGTH.matcher(text).find()) {
			return new ContextLengthException(failure.message(
					"Shorten the prompt, raise num_ctx, or let the server truncate the prompt (do not set truncate or "
							+ "ollama.generate.on-overflow)"),
					this.model, failure.partial(), failure.reply());
		}
		return new GenerateResponseException(failure.message(byStatus(failure.reply().status())), this.model,
				failure.partial(), failure.reply());
	}

	private GenerateResponseException notFound(Failure failure, boolean isModel) {
		return isModel
				? new ModelNotFoundException(failure.message("The model is not installed"
						+ ((this.model != null) ? ". Install it with: ollama pull " + Printable.name(this.model) : "")),
						this.model, failure.partial(), failure.reply())
				: new GenerateResponseException(failure.message(wrongAddress()), this.model, failure.partial(),
						failure.reply());
	}

	private String wrongAddress() {
		String path = this.baseUrl.getPath();
		return "Is it Ollama? Check ollama.base-url" + (path.isEmpty() ? ""
				: ", and remove its path '" + path + "' unless a proxy serves Ollama below that path");
	}

	private static String unauthorized(Reply reply) {
		return (reply.signinUrl() != null)
				? "Run 'ollama signin' on the server, or open the address that signinUrl() of this exception returns"
				: "Check ollama.api-key";
	}

	private static String forbidden(String text) {
		// the middleware of the server that checks the Host header says nothing at all
		return !text.isEmpty() ? "Check ollama.api-key"
				: "A server that listens only on its loopback address rejects unknown host names: "
						+ "use localhost or an IP address in ollama.base-url, or set OLLAMA_HOST=0.0.0.0 for the server. "
						+ "If a proxy is in front of it, check ollama.api-key";
	}

	private static String rateLimited(@Nullable Duration retryAfter) {
		return (retryAfter != null) ? "Try again in " + retryAfter.toSeconds() + " seconds"
				: "The server does not say when to retry: check the limits of your account";
	}

	private static String unsupported(String feature) {
		String leaveOut = switch (feature) {
			case "thinking" -> "Do not set think";
			case "insert" -> "Do not set suffix";
			case "vision" -> "Remove the images";
			default -> "Remove it";
		};
		return leaveOut + ", or use a model that supports it ('ollama show' lists the capabilities of a model)";
	}

	private static @Nullable String byStatus(int status) {
		if (status >= 300 && status < 400) {
			return "Redirects are not followed: set ollama.base-url to the final address";
		}
		return switch (status) {
			case 500 -> "Check the server's log";
			case 502, 504 -> "The response is from a proxy: check the server behind it";
			default -> null;
		};
	}

	/**
	 * One failure.
	 *
	 * @param what what failed and where
	 * @param partial what had arrived, {@code null} if no text had
	 * @param reply what may be repeated of what the server said
	 */
	private record Failure(String what, @Nullable GenerateResponse partial, Reply reply) {

		String message(@Nullable String next) {
			String text = (this.reply.text() != null) ? ": " + this.reply.text() : "";
			return this.what + text + ((next != null) ? (text.endsWith(".") ? " " : ". ") + next + "." : "");
		}

	}

}
