package io.github.ollamagenerate.test;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request that a {@link MockOllamaServer} received. Its {@link #toString()} names the
 * model and the size only, never what was asked.
 */
public final class RecordedRequest implements AssertProvider<RecordedRequestAssert> {

	private final ReceivedRequest request;

	RecordedRequest(ReceivedRequest request) {
		this.request = request;
	}

	/**
	 * Returns the HTTP method.
	 * @return the method in upper case
	 */
	public String method() {
		return this.request.method();
	}

	/**
	 * Returns the path.
	 * @return the path with its leading slash, without a query
	 */
	public String path() {
		return this.request.path();
	}

	/**
	 * Returns a request header.
	 * @param name the name in any case
	 * @return the first value, or null if the header was not sent
	 */
	public @Nullable String header(String name) {
		return this.request.header(name);
	}

	/**
	 * Returns the body as it was sent.
	 * @return the text, empty if there was no body
	 */
	public String body() {
		return this.request.body();
	}

	/**
	 * Returns the body as JSON.
	 * @return the JSON value
	 * @throws IllegalStateException if the body is no JSON
	 */
	public JsonNode json() {
		JsonNode json = this.request.json();
		if (json == null) {
			throw new IllegalStateException("The body of " + this + " is no JSON");
		}
		return json;
	}

	/**
	 * Returns the requested model.
	 * @return the name as sent, or null if there was none
	 */
	public @Nullable String model() {
		return this.request.model();
	}

	/**
	 * Returns the prompt.
	 * @return the prompt as sent, or null if there was none
	 */
	public @Nullable String prompt() {
		return this.request.prompt();
	}

	/**
	 * Returns the system text.
	 * @return the text as sent, or null if there was none
	 */
	public @Nullable String system() {
		return this.request.text("system");
	}

	/**
	 * Returns the images.
	 * @return the images as they were before base64, empty if there were none
	 * @throws IllegalArgumentException if one of them is no base64
	 */
	public List<byte[]> images() {
		return field("images").valueStream().map((image) -> Base64.getDecoder().decode(image.asString())).toList();
	}

	/**
	 * Returns a field of the body.
	 * @param name the name as on the wire, for example {@code keep_alive}
	 * @return the value, a missing node (never null) if it was not sent
	 */
	public JsonNode field(String name) {
		return this.request.field(name);
	}

	/**
	 * Returns whether a stream was asked for, which is the default of the endpoint.
	 * @return false only if the body says {@code "stream":false}
	 */
	public boolean streaming() {
		return this.request.streaming();
	}

	/**
	 * Returns an entry of {@code options}.
	 * @param name the name as on the wire, for example {@code num_predict}
	 * @return the value, a missing node (never null) if it was not sent
	 */
	public JsonNode option(String name) {
		return this.request.option(name);
	}

	/**
	 * Returns a future for the end of the TCP connection this request came on.
	 * @return a future that completes when either side has closed the connection
	 */
	public CompletableFuture<Void> connectionClosed() {
		return this.request.connectionClosed().copy();
	}

	/**
	 * Waits for the end of the TCP connection this request came on.
	 * @param timeout how long to wait at most; zero only looks
	 * @return whether the connection is closed
	 */
	public boolean awaitConnectionClosed(Duration timeout) {
		try {
			this.request.connectionClosed().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (TimeoutException | ExecutionException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Lets {@code assertThat(request)} of AssertJ offer assertions on requests.
	 */
	@Override
	public RecordedRequestAssert assertThat() {
		return new RecordedRequestAssert(this);
	}

	@Override
	public String toString() {
		return this.request.toString();
	}

}
