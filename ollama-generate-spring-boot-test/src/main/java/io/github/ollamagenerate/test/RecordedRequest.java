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

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AssertProvider;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Request that a {@link MockOllamaServer} received. {@link #toString()} names the model
 * and the size, never the content.
 */
public final class RecordedRequest implements AssertProvider<RecordedRequest.RequestAssert> {

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
	public RequestAssert assertThat() {
		return new RequestAssert(this);
	}

	@Override
	public String toString() {
		return this.request.toString();
	}

	/**
	 * AssertJ assertions on what was sent: {@code assertThat(server.takeRequest())}.
	 * Values are compared as JSON, numbers by their value, so that 1 and 1.0 are the
	 * same.
	 */
	public static final class RequestAssert extends AbstractAssert<RequestAssert, RecordedRequest> {

		private static final JsonMapper MAPPER = JsonMapper.builder().build();

		private static final Comparator<JsonNode> BY_VALUE = RequestAssert::compare;

		private RequestAssert(RecordedRequest actual) {
			super(actual, RequestAssert.class);
		}

		/**
		 * Verify the model.
		 * @param model the name as sent
		 * @return this assertion
		 */
		public RequestAssert hasModel(String model) {
			return hasField("model", model);
		}

		/**
		 * Verify the prompt.
		 * @param prompt the whole prompt
		 * @return this assertion
		 */
		public RequestAssert hasPrompt(String prompt) {
			return hasField("prompt", prompt);
		}

		/**
		 * Verify that the prompt contains a text.
		 * @param text the text
		 * @return this assertion
		 */
		public RequestAssert hasPromptContaining(String text) {
			isNotNull();
			Assertions.assertThat(this.actual.prompt()).as("prompt").contains(text);
			return this;
		}

		/**
		 * Verify the system text.
		 * @param system the whole text
		 * @return this assertion
		 */
		public RequestAssert hasSystem(String system) {
			return hasField("system", system);
		}

		/**
		 * Verify an option.
		 * @param name the name as on the wire, for example {@code num_ctx}
		 * @param value the value: a number, a boolean, a string, or a list
		 * @return this assertion
		 */
		public RequestAssert hasOption(String name, Object value) {
			isNotNull();
			return equal("option '" + name + "'", this.actual.option(name), value);
		}

		/**
		 * Verify that an option was not sent.
		 * @param name the name as on the wire
		 * @return this assertion
		 */
		public RequestAssert doesNotHaveOption(String name) {
			isNotNull();
			return absent("option '" + name + "'", this.actual.option(name));
		}

		/**
		 * Verify a field of the body.
		 * @param name the name as on the wire, for example {@code keep_alive}
		 * @param value the value: a number, a boolean, a string, a list, a map, or a
		 * {@link JsonNode}
		 * @return this assertion
		 */
		public RequestAssert hasField(String name, Object value) {
			isNotNull();
			return equal("field '" + name + "'", this.actual.field(name), value);
		}

		/**
		 * Verify that a field was not sent.
		 * @param name the name as on the wire
		 * @return this assertion
		 */
		public RequestAssert doesNotHaveField(String name) {
			isNotNull();
			return absent("field '" + name + "'", this.actual.field(name));
		}

		/**
		 * Verify which fields the body has, in any order.
		 * @param names all names as on the wire
		 * @return this assertion
		 */
		public RequestAssert hasOnlyFields(String... names) {
			isNotNull();
			Assertions.assertThat(this.actual.json().propertyNames()).as("fields").containsExactlyInAnyOrder(names);
			return this;
		}

		/**
		 * Verify a header.
		 * @param name the name in any case
		 * @param value its first value
		 * @return this assertion
		 */
		public RequestAssert hasHeader(String name, String value) {
			isNotNull();
			Assertions.assertThat(this.actual.header(name)).as("header '" + name + "'").isEqualTo(value);
			return this;
		}

		/**
		 * Verify that a header was not sent.
		 * @param name the name in any case
		 * @return this assertion
		 */
		public RequestAssert doesNotHaveHeader(String name) {
			isNotNull();
			// the value may be a key
			if (this.actual.header(name) != null) {
				throw failure("Expected no header '%s' in %s", name, this.actual);
			}
			return this;
		}

		/**
		 * Verify that a stream was requested.
		 * @return this assertion
		 */
		public RequestAssert isStreaming() {
			return streaming(true);
		}

		/**
		 * Verify that a single object was requested.
		 * @return this assertion
		 */
		public RequestAssert isNotStreaming() {
			return streaming(false);
		}

		private RequestAssert streaming(boolean expected) {
			isNotNull();
			if (this.actual.streaming() != expected) {
				throw failure("Expected %s %s a stream", this.actual, expected ? "to ask for" : "not to ask for");
			}
			return this;
		}

		private RequestAssert equal(String what, JsonNode sent, Object expected) {
			JsonNode value = MAPPER.valueToTree(expected);
			if (!sent.equals(BY_VALUE, value)) {
				throw failureWithActualExpected(sent, value, "Expected %s to be %s but was %s", what, value,
						sent.isMissingNode() ? "not sent" : sent);
			}
			return this;
		}

		private RequestAssert absent(String what, @Nullable JsonNode sent) {
			if (sent != null && !sent.isMissingNode()) {
				throw failure("Expected no %s but it was %s", what, sent);
			}
			return this;
		}

		private static int compare(JsonNode one, JsonNode other) {
			if (one.isNumber() && other.isNumber()) {
				// by their text: a float's 0.3 is not a double's
				return new BigDecimal(one.asString()).compareTo(new BigDecimal(other.asString()));
			}
			return one.equals(other) ? 0 : 1;
		}

	}

}
