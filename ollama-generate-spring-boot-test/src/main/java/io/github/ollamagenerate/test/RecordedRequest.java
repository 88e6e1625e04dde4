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
 * Request that a {@link MockOllamaServer} received. {@link #toString()} names the model
 * and the size, never the content.
 */
public final class RecordedRequest implements AssertProvider<RecordedRequestAssert> {

	private final ReceivedRequest request;

	RecordedRequest(ReceivedRequest request) {
		this.request = request;
	}

	/**
	 * Return the HTTP method.
	 * @return the method in upper case
	 */
	public String method() {
		return this.request.method();
	}

	/**
	 * Return the path.
	 * @return the path with its leading slash, without a query
	 */
	public String path() {
		return this.request.path();
	}

	/**
	 * Return a request header.
	 * @param name the name in any case
	 * @return the first value, or null if the header was not sent
	 */
	public @Nullable String header(String name) {
		return this.request.header(name);
	}

	/**
	 * Return the body as it was sent.
	 * @return the text, empty if there was no body
	 */
	public String body() {
		return this.request.body();
	}

	/**
	 * Return the body as JSON.
	 * @return the JSON value
	 * @throws IllegalStateException if the body is not valid JSON
	 */
	public JsonNode json() {
		JsonNode json = this.request.json();
		if (json == null) {
			throw new IllegalStateException("The body of " + this + " is not valid JSON");
		}
		return json;
	}

	/**
	 * Return the requested model.
	 * @return the name as sent, or null if there was none
	 */
	public @Nullable String model() {
		return this.request.model();
	}

	/**
	 * Return the prompt.
	 * @return the prompt as sent, or null if there was none
	 */
	public @Nullable String prompt() {
		return this.request.prompt();
	}

	/**
	 * Return the system text.
	 * @return the text as sent, or null if there was none
	 */
	public @Nullable String system() {
		return this.request.text("system");
	}

	/**
	 * Return the images.
	 * @return the decoded images, empty if there were none
	 * @throws IllegalArgumentException if an image is not valid base64
	 */
	public List<byte[]> images() {
		return field("images").valueStream().map((image) -> Base64.getDecoder().decode(image.asString())).toList();
	}

	/**
	 * Return a field of the body.
	 * @param name the name as on the wire, for example {@code keep_alive}
	 * @return the value, a missing node (never null) if it was not sent
	 */
	public JsonNode field(String name) {
		return this.request.field(name);
	}

	/**
	 * Return whether a stream was requested, which is the default of the endpoint.
	 * @return false only if the body says {@code "stream":false}
	 */
	public boolean streaming() {
		return this.request.streaming();
	}

	/**
	 * Return an entry of {@code options}.
	 * @param name the name as on the wire, for example {@code num_predict}
	 * @return the value, a missing node (never null) if it was not sent
	 */
	public JsonNode option(String name) {
		return this.request.option(name);
	}

	/**
	 * Return a future for the end of the TCP connection this request came on.
	 * @return a future that completes when either side has closed the connection
	 */
	public CompletableFuture<Void> connectionClosed() {
		return this.request.connectionClosed().copy();
	}

	/**
	 * Wait for the end of the TCP connection this request came on.
	 * @param timeout how long to wait at most; zero does not wait
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
	 * Let {@code assertThat(request)} of AssertJ offer assertions on requests.
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
