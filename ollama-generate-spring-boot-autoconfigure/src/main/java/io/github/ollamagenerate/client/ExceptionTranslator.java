package io.github.ollamagenerate.client;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.ModelNotFoundException;
import io.github.ollamagenerate.TruncatedResponseException;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Turns each way to fail into its exception, with a message that says what failed, where,
 * and what to do next. One per request; no message holds a prompt or an answer.
 *
 * @param model the model that is asked
 * @param baseUrl the server that is asked
 */
record ExceptionTranslator(String model, URI baseUrl) {

	GenerateException connectionFailed(WebClientRequestException cause) {
		String message = "No answer from Ollama at " + this.baseUrl + ": ";
		if (cause.contains(ConnectException.class)) {
			message += "the connection was refused or timed out. Is Ollama running there? Start it with 'ollama serve', "
					+ "or set ollama.base-url."
					+ (isLoopback() ? " (In a container, localhost is the container itself; "
							+ "the host is often host.docker.internal.)" : "");
		}
		else if (cause.contains(UnknownHostException.class)) {
			message += "the host " + this.baseUrl.getHost() + " is unknown. Check ollama.base-url.";
		}
		else if (cause.contains(SSLException.class)) {
			message += "the TLS handshake failed (" + cause.getMostSpecificCause().getMessage()
					+ "). Does the server speak TLS at this port, " + "and does ollama.ssl.bundle trust it?";
		}
		else {
			message += "the connection broke before the answer began ("
					+ cause.getMostSpecificCause().getClass().getSimpleName() + "). Check the server's log.";
		}
		return new GenerateRequestException(message, this.model, null, cause);
	}

	GenerateException connectionLost(Throwable cause, @Nullable GenerateResponse partial) {
		return new TruncatedResponseException("The connection to Ollama at " + this.baseUrl + " broke while model '"
				+ this.model + "' was answering, after " + length(partial)
				+ ". Check the server's log, and repeat the request.", this.model, partial, cause);
	}

	GenerateException truncated(@Nullable GenerateResponse partial) {
		return new TruncatedResponseException("The answer of model '" + this.model + "' from Ollama at " + this.baseUrl
				+ " ended early, after " + length(partial)
				+ ": neither done nor done_reason came. Check the log of the server, and of any proxy before it.",
				this.model, partial, null);
	}

	GenerateException lineTooLong(int limit, @Nullable GenerateResponse partial) {
		String message = "A line of the answer of model '" + this.model + "' from Ollama at " + this.baseUrl
				+ " exceeds " + limit + " bytes. Raise ollama.max-in-memory-size.";
		return new GenerateRequestException(message, this.model, partial, new DataBufferLimitException(message));
	}

	GenerateException errorLine(ServerError error, @Nullable GenerateResponse partial) {
		int status = (error.status() != null) ? error.status() : 200;
		return new GenerateResponseException("Ollama at " + this.baseUrl + " failed while model '" + this.model
				+ "' was answering, after " + length(partial) + ": " + error.text(), this.model, partial, status,
				error.text());
	}

	GenerateException notJson(@Nullable String text, @Nullable GenerateResponse partial) {
		ServerError error = ServerError.ofText((text != null) ? text : "");
		return new GenerateResponseException(
				"The server at " + this.baseUrl + " sent a line that is no JSON object, after " + length(partial)
						+ ((error.text() != null) ? ": " + error.text() : "") + ". Is it Ollama, or a proxy before it?",
				this.model, partial, 200, error.text());
	}

	GenerateException errorStatus(HttpStatusCode statusCode, byte[] body) {
		ServerError error = ServerError.ofBody(body);
		int status = (error.status() != null) ? error.status() : statusCode.value();
		String text = error.text();
		if (status == 404 && error.isJson()) {
			return new ModelNotFoundException("Model '" + this.model + "' is not installed at " + this.baseUrl + " ("
					+ text + "). Install it with: ollama pull " + this.model, this.model, text);
		}
		return new GenerateResponseException("Ollama at " + this.baseUrl + " answered with status " + status
				+ " for model '" + this.model + "'" + ((text != null) ? ": " + text : "") + hint(status), this.model,
				null, status, text);
	}

	private String hint(int status) {
		if (status >= 300 && status < 400) {
			return ". Redirects are not followed: set ollama.base-url to the final address";
		}
		return (status == 404) ? ". Is it Ollama? Check ollama.base-url" : "";
	}

	private boolean isLoopback() {
		String host = this.baseUrl.getHost();
		return "localhost".equals(host) || "[::1]".equals(host) || host.startsWith("127.");
	}

	private static String length(@Nullable GenerateResponse partial) {
		return ((partial != null) ? partial.response().length() : 0) + " characters of the answer";
	}

}
