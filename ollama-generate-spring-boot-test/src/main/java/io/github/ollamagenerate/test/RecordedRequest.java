package io.github.ollamagenerate.test;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A request that a {@link MockOllamaServer} received. Its {@link #toString()} names the
 * model and the size only, never what was asked.
 */
public final class RecordedRequest {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final String method;

	private final String path;

	private final Map<String, String> headers;

	private final String body;

	private final @Nullable JsonNode json;

	private final CompletableFuture<Void> connectionClosed;

	RecordedRequest(String method, String path, Iterable<Map.Entry<String, String>> headers, String body,
			CompletableFuture<Void> connectionClosed) {
		this.method = method;
		this.path = path;
		this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.forEach((header) -> this.headers.putIfAbsent(header.getKey(), header.getValue()));
		this.body = body;
		this.json = parse(body);
		this.connectionClosed = connectionClosed;
	}

	private static @Nullable JsonNode parse(String body) {
		if (body.isBlank()) {
			return null;
		}
		try {
			return MAPPER.readTree(body);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	/**
	 * Returns the HTTP method.
	 * @return the method in upper case
	 */
	public String method() {
		return this.method;
	}

	/**
	 * Returns the path.
	 * @return the path with its leading slash, without a query
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Returns a request header.
	 * @param name the name in any case
	 * @return the first value, or null if the header was not sent
	 */
	public @Nullable String header(String name) {
		return this.headers.get(name);
	}

	/**
	 * Returns the body as it was sent.
	 * @return the text, empty if there was no body
	 */
	public String body() {
		return this.body;
	}

	/**
	 * Returns the body as JSON.
	 * @return the JSON value
	 * @throws IllegalStateException if the body is no JSON
	 */
	public JsonNode json() {
		if (this.json == null) {
			throw new IllegalStateException("The body of " + this + " is no JSON");
		}
		return this.json;
	}

	/**
	 * Returns the requested model.
	 * @return the name as sent, or null if there was none
	 */
	public @Nullable String model() {
		return text("model");
	}

	/**
	 * Returns the prompt.
	 * @return the prompt as sent, or null if there was none
	 */
	public @Nullable String prompt() {
		return text("prompt");
	}

	/**
	 * Returns whether a stream was asked for, which is the default of the endpoint.
	 * @return false only if the body says {@code "stream":false}
	 */
	public boolean streaming() {
		JsonNode stream = field("stream");
		return !stream.isBoolean() || stream.booleanValue();
	}

	/**
	 * Returns an entry of {@code options}.
	 * @param name the name as on the wire, for example {@code num_predict}
	 * @return the value, a missing node (never null) if it was not sent
	 */
	public JsonNode option(String name) {
		return field("options").path(name);
	}

	/**
	 * Returns a future for the end of the TCP connection this request came on.
	 * @return a future that completes when either side has closed the connection
	 */
	public CompletableFuture<Void> connectionClosed() {
		return this.connectionClosed.copy();
	}

	/**
	 * Waits for the end of the TCP connection this request came on.
	 * @param timeout how long to wait at most; zero only looks
	 * @return whether the connection is closed
	 */
	public boolean awaitConnectionClosed(Duration timeout) {
		try {
			this.connectionClosed.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
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

	/** The body as JSON, or null if it is none. */
	@Nullable JsonNode parsed() {
		return this.json;
	}

	JsonNode field(String name) {
		return (this.json != null) ? this.json.path(name) : MissingNode.getInstance();
	}

	private @Nullable String text(String name) {
		JsonNode value = field(name);
		return value.isString() ? value.stringValue() : null;
	}

	@Override
	public String toString() {
		return this.method + " " + this.path + " (model " + model() + ", body of " + this.body.length()
				+ " characters)";
	}

}
