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

import org.springframework.util.StringUtils;

/**
 * Finds the exception for what a server said, and what to do next.
 *
 * @param model the model that is asked, {@code null} if the request is about none
 * @param baseUrl the address of the server
 * @param what what failed and where, the beginning of each message
 * @param partial what had arrived, {@code null} if no text had
 * @param quotes decides what of the server's text is repeated
 * @see <a href="https://github.com/ollama/ollama/blob/main/server/routes.go">the
 * texts</a>
 */
record ServerErrorTranslator(@Nullable String model, URI baseUrl, String what, @Nullable GenerateResponse partial,
		ServerQuotes quotes) {

	private static final Pattern UNSUPPORTED = Pattern.compile("does not support (\\w+)");

	// Ollama's words, and those of the inference server that newer ones pass on
	private static final Pattern CONTEXT_LENGTH = Pattern
		.compile("exceeds? the (available )?context (length|size|window)");

	/**
	 * Return the exception.
	 * @param error what the server said; whether it came as the server's JSON matters,
	 * for a proxy's page has other words
	 * @param status the status, unless the error names one
	 * @param retryAfter how long the server asks to wait, {@code null} if it does not
	 */
	GenerateResponseException translate(ServerError error, int status, @Nullable Duration retryAfter) {
		String text = StringUtils.hasText(error.text()) ? error.text() : "";
		Reply reply = new Reply((error.status() != null) ? error.status() : status,
				this.quotes.quote(text, this.partial), retryAfter, error.signinUrl());
		String shown = (reply.text() != null || text.isEmpty()) ? this.what
				: this.what + ", with a text that is not repeated here because it may contain content";
		return new ServerErrorTranslator(this.model, this.baseUrl, shown, this.partial, this.quotes).translate(reply,
				text, error.isJson());
	}

	private GenerateResponseException translate(Reply reply, String text, boolean isJson) {
		return switch (reply.status()) {
			case 401 -> new GenerateAuthenticationException(message(reply, unauthorized(reply)), this.model,
					this.partial, reply);
			case 403 ->
				new GenerateAuthenticationException(message(reply, forbidden(text)), this.model, this.partial, reply);
			case 404 -> notFound(reply, isJson && text.contains("model"));
			case 429 -> new RateLimitedException(message(reply, rateLimited(reply.retryAfter())), this.model,
					this.partial, reply);
			case 503 -> new ServerBusyException(message(reply,
					"Send fewer concurrent requests (ollama.max-connections), or raise OLLAMA_MAX_QUEUE of the server"),
					this.model, this.partial, reply);
			default -> byText(reply, isJson ? text : "");
		};
	}

	private GenerateResponseException byText(Reply reply, String text) {
		Matcher unsupported = UNSUPPORTED.matcher(text);
		if (unsupported.find()) {
			String feature = unsupported.group(1);
			return new UnsupportedFeatureException(message(reply, unsupported(feature)), this.model, this.partial,
					reply, feature);
		}
		if (CONTEXT_LENGTH.matcher(text).find()) {
			return new ContextLengthException(message(reply,
					"Shorten the prompt, raise num_ctx, or let the server truncate the prompt (do not set truncate or "
							+ "ollama.generate.on-overflow)"),
					this.model, this.partial, reply);
		}
		return new GenerateResponseException(message(reply, byStatus(reply.status())), this.model, this.partial, reply);
	}

	private GenerateResponseException notFound(Reply reply, boolean isModel) {
		return isModel
				? new ModelNotFoundException(message(reply,
						"The model is not installed" + ((this.model != null) ? ". Install it with: ollama pull "
								+ Printable.of(this.model, ExceptionTranslator.MAX_MODEL) : "")),
						this.model, this.partial, reply)
				: new GenerateResponseException(message(reply, wrongAddress()), this.model, this.partial, reply);
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

	private String message(Reply reply, @Nullable String next) {
		String text = (reply.text() != null) ? ": " + reply.text() : "";
		return this.what + text + ((next != null) ? (text.endsWith(".") ? " " : ". ") + next + "." : "");
	}

}
