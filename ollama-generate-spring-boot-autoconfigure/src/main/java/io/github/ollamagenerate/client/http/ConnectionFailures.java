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

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import javax.net.ssl.SSLException;

import io.github.ollamagenerate.BaseUrl;
import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateRejectedException;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.GenerateTimeoutException.Phase;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Finds the exception for a request that got no response, and what to do next.
 *
 * @param model the model that is asked, {@code null} if the request is about none
 * @param baseUrl the address of the server
 * @param quotes decides what of other texts is repeated
 */
public record ConnectionFailures(@Nullable String model, URI baseUrl, ServerQuotes quotes) {

	/**
	 * Translate any failure of a request; what is translated already stays as it is.
	 * @param ex the failure
	 * @param elapsed the time since the request was begun
	 * @return the exception
	 */
	public GenerateException translate(Throwable ex, Duration elapsed) {
		if (ex instanceof GenerateException translated) {
			return translated;
		}
		if (!(ex instanceof WebClientRequestException failed)) {
			return unexpected(ex);
		}
		// the pool's exceptions have no public type
		if (failed.contains(PoolAcquirePendingLimitException.class)) {
			return rejected("and the queue of waiting requests is full", "ollama.pending-acquire-max-count", ex);
		}
		if (failed.contains(PoolAcquireTimeoutException.class)) {
			return rejected("and none became free in time", "ollama.pending-acquire-timeout", ex);
		}
		boolean timeout = failed.contains(ConnectTimeoutException.class)
				|| failed.contains(SslHandshakeTimeoutException.class);
		return timeout ? new GenerateTimeoutException(notConnected(this.baseUrl, elapsed), this.model, null, ex,
				Phase.CONNECT, elapsed) : connectionFailed(failed);
	}

	private GenerateException rejected(String what, String property, Throwable cause) {
		return new GenerateRejectedException(
				"The request to Ollama at " + this.baseUrl + " was not sent: all connections "
						+ "that ollama.max-connections allows are in use, " + what
						+ ". Send fewer concurrent requests, or raise " + "ollama.max-connections or " + property + ".",
				this.model, cause);
	}

	private GenerateException connectionFailed(WebClientRequestException cause) {
		String message = "No answer from Ollama at " + this.baseUrl + ": ";
		if (cause.contains(ConnectException.class)) {
			message += "the connection was refused. Is Ollama running there? Start it with 'ollama serve', "
					+ "or set ollama.base-url."
					+ (BaseUrl.parse(this.baseUrl.toString()).isLoopback()
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
			Throwable reason = cause.getMostSpecificCause();
			String quote = this.quotes.quote(reason.getMessage(), null);
			message += "the TLS handshake failed (" + ((quote != null) ? quote : reason.getClass().getSimpleName())
					+ "). Does ollama.ssl.bundle trust the server?";
		}
		else if (!cause.contains(IOException.class)) {
			message += "the request could not be sent (" + cause.getMostSpecificCause().getClass().getSimpleName()
					+ "). See the cause.";
		}
		else {
			message += "the connection broke before the answer started ("
					+ cause.getMostSpecificCause().getClass().getSimpleName() + "). Check the server's log.";
		}
		return new GenerateRequestException(message, this.model, null, cause);
	}

	// such as a failure of a filter of the application
	private GenerateException unexpected(Throwable cause) {
		return new GenerateRequestException("The request to Ollama at " + this.baseUrl + " failed ("
				+ cause.getClass().getSimpleName() + "). See the cause.", this.model, null, cause);
	}

	/**
	 * Return the message for a connection that was not made in time.
	 * @param baseUrl the address of the server
	 * @param elapsed the time
	 * @return the message
	 */
	public static String notConnected(URI baseUrl, Duration elapsed) {
		return "No connection to Ollama at " + baseUrl + " within " + print(elapsed)
				+ ". Check that the host is correct and reachable. If it is only slow, raise ollama.connect-timeout.";
	}

	/**
	 * Return a time as messages show it.
	 * @param time the time
	 * @return the time, in whole milliseconds
	 */
	public static String print(Duration time) {
		return DurationFormatterUtils.print(time.truncatedTo(ChronoUnit.MILLIS), DurationFormat.Style.COMPOSITE);
	}

}
