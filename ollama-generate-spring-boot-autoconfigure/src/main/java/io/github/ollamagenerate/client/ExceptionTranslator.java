package io.github.ollamagenerate.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import javax.net.ssl.SSLException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateRejectedException;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.GenerateTimeoutException.Phase;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.client.http.InvalidHttpResponseException;
import io.github.ollamagenerate.client.ndjson.ErrorLineException;
import io.github.ollamagenerate.client.ndjson.NdjsonException;
import io.github.ollamagenerate.client.ndjson.UnreadableLineException;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Turns each way to fail into its exception, with a message that says what failed, where,
 * and what to do next. One per request; no message holds a prompt or an answer.
 *
 * @param model the model that is asked
 * @param baseUrl the server that is asked
 */
record ExceptionTranslator(String model, URI baseUrl, ServerQuotes quotes) {

	/** The most characters of the name of a model that a message shows. */
	static final int MAX_MODEL = 200;

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
		if (ex instanceof GenerateException translated) {
			return translated;
		}
		if (ex instanceof NdjsonException failed) {
			return notWhole(failed, partial);
		}
		if (!(ex instanceof WebClientRequestException failed)) {
			return unexpected(ex);
		}
		if (failed.getCause() instanceof InvalidHttpResponseException invalid) {
			return invalidResponse(invalid, null);
		}
		// the pool's exceptions have no public type
		if (failed.contains(PoolAcquirePendingLimitException.class)) {
			return rejected("and the queue for a free one is full", "ollama.pending-acquire-max-count", ex);
		}
		if (failed.contains(PoolAcquireTimeoutException.class)) {
			return rejected("and none came free in time", "ollama.pending-acquire-timeout", ex);
		}
		boolean timeout = failed.contains(ConnectTimeoutException.class)
				|| failed.contains(SslHandshakeTimeoutException.class);
		return timeout ? timeout(Phase.CONNECT, elapsed, null, ex) : connectionFailed(failed);
	}

	private GenerateException rejected(String what, String property, Throwable cause) {
		return new GenerateRejectedException(
				"The request to Ollama at " + this.baseUrl + " was not sent: all connections "
						+ "that ollama.max-connections allows are in use, " + what
						+ ". Send fewer requests at once, or raise " + "ollama.max-connections or " + property + ".",
				this.model, cause);
	}

	private GenerateException connectionFailed(WebClientRequestException cause) {
		String message = "No answer from Ollama at " + this.baseUrl + ": ";
		if (cause.contains(ConnectException.class)) {
			message += "the connection was refused. Is Ollama running there? Start it with 'ollama serve', "
					+ "or set ollama.base-url."
					+ (BaseUrl.isLoopback(this.baseUrl.getHost())
							? " (In a container, localhost is the container itself; "
									+ "the host is often host.docker.internal.)"
							: "");
		}
		else if (cause.contains(NoRouteToHostException.class)) {
			message += "there is no route to " + this.baseUrl.getHost() + ". Check the network, and ollama.base-url.";
		}
		else if (cause.contains(UnknownHostException.class)) {
			message += "the host " + this.baseUrl.getHost() + " is unknown. Check ollama.base-url.";
		}
		else if (cause.contains(NotSslRecordException.class)) {
			message += "the server does not speak TLS at this port. Check the scheme of ollama.base-url.";
		}
		else if (cause.contains(SSLException.class)) {
			message += "the TLS handshake failed (" + this.quotes.quote(cause.getMostSpecificCause().getMessage(), null)
					+ "). Does ollama.ssl.bundle trust the server?";
		}
		else if (!cause.contains(IOException.class)) {
			message += "the request could not be sent (" + cause.getMostSpecificCause().getClass().getSimpleName()
					+ "). See the cause.";
		}
		else {
			message += "the connection broke before the answer began ("
					+ cause.getMostSpecificCause().getClass().getSimpleName() + "). Check the server's log.";
		}
		return new GenerateRequestException(message, this.model, null, cause);
	}

	// such as a failure of a filter of the application
	private GenerateException unexpected(Throwable cause) {
		return new GenerateRequestException("The request to Ollama at " + this.baseUrl + " failed ("
				+ cause.getClass().getSimpleName() + "). See the cause.", this.model, null, cause);
	}

	private GenerateException notWhole(NdjsonException ex, @Nullable GenerateResponse partial) {
		if (ex instanceof ErrorLineException failed) {
			return errorLine(ServerError.ofFields(failed.fields()), partial);
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
				+ ": neither done nor done_reason came. Check the log of the server, and of any proxy before it.",
				this.model, partial, null);
	}

	private GenerateException unreadable(UnreadableLineException ex, @Nullable GenerateResponse partial) {
		String proxy = "Is it Ollama, or a proxy before it?";
		return switch (ex.kind()) {
			case NOT_JSON -> {
				String serverText = this.quotes.quote(ServerError.ofText(ex.detail()).text(), partial);
				yield unreadable(
						"a line that is no JSON object" + ((serverText != null) ? " (" + serverText + ")" : ""),
						partial, serverText, proxy);
			}
			case TOO_LONG -> unreadable("a line that exceeds " + ex.detail() + " bytes", partial, null,
					"Raise ollama.max-in-memory-size.");
			case WRONG_TYPE ->
				unreadable("a line that is no answer (the field '" + ex.detail() + "' has an unexpected type)", partial,
						null, proxy);
			case TEXT_AFTER_END -> unreadable("more text when the answer had ended", partial, null, proxy);
		};
	}

	private GenerateException invalidResponse(InvalidHttpResponseException ex, @Nullable GenerateResponse partial) {
		return unreadable(ex.getMessage(), partial, null, ex.nextStep());
	}

	private GenerateException unreadable(String what, @Nullable GenerateResponse partial, @Nullable String serverText,
			String next) {
		return new UnreadableResponseException("The server at " + this.baseUrl + " sent " + what + " while model '"
				+ name() + "' was answering, after " + length(partial) + ". " + next, this.model, partial, serverText);
	}

	private GenerateException errorLine(ServerError error, @Nullable GenerateResponse partial) {
		return new ServerErrorTranslator(this.model, this.baseUrl, "Ollama at " + this.baseUrl + " failed while model '"
				+ name() + "' was answering, after " + length(partial), partial, this.quotes)
			.translate(error, 200, null);
	}

	GenerateException errorStatus(HttpStatusCode statusCode, HttpHeaders headers, byte[] body) {
		ServerError error = ServerError.ofBody(body);
		int status = (error.status() != null) ? error.status() : statusCode.value();
		return new ServerErrorTranslator(this.model, this.baseUrl,
				"Ollama at " + this.baseUrl + " answered with status " + status + " for model '" + name() + "'", null,
				this.quotes)
			.translate(error, status, RetryAfter.of(headers));
	}

	GenerateException timeout(Phase phase, Duration elapsed, @Nullable GenerateResponse partial,
			@Nullable Throwable cause) {
		String time = DurationFormatterUtils.print(elapsed.truncatedTo(ChronoUnit.MILLIS),
				DurationFormat.Style.COMPOSITE);
		String message = switch (phase) {
			case CONNECT -> "No connection to Ollama at " + this.baseUrl + " within " + time
					+ ". Is the host right, and can it be reached? If it is only slow, raise ollama.connect-timeout.";
			case FIRST_CHUNK -> "Ollama at " + this.baseUrl + " sent nothing of the answer of model '" + name()
					+ "' within " + time + ". It may still be loading the model, which a broken connection ends: raise "
					+ "ollama.generate.timeout.first-chunk, or load the model beforehand.";
			case IDLE -> "Ollama at " + this.baseUrl + " fell silent for " + time + " while model '" + name()
					+ "' was answering, after " + length(partial)
					+ ". Check the server's log; if it is only slow, raise ollama.generate.timeout.idle.";
			case TOTAL -> "The answer of model '" + name() + "' from Ollama at " + this.baseUrl
					+ " was not complete within " + time + ", after " + length(partial)
					+ ". Ask for less (num_predict), or raise ollama.generate.timeout.total.";
		};
		return new GenerateTimeoutException(message, this.model, partial, cause, phase, elapsed);
	}

	private String name() {
		return Printable.of(this.model, MAX_MODEL);
	}

	private static String length(@Nullable GenerateResponse partial) {
		return ((partial != null) ? partial.response().length() : 0) + " characters of the answer";
	}

}
