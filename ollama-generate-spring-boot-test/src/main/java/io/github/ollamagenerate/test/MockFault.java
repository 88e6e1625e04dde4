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

import io.github.ollamagenerate.test.internal.fault.Fault;

/**
 * Fault on demand: trouble that a {@link MockOllamaServer} makes for
 * {@code POST /api/generate} requests, wherever their answers come from. A token is a
 * line of a stream. With {@code "stream":false}, a fault that counts tokens happens
 * before anything is sent. A fault that an answer is too short for does not happen.
 * <p>
 * All faults that hit a request apply. Immutable: every method returns a new fault.
 *
 * @see MockOllamaServer#setFaults(MockFault...)
 */
public final class MockFault {

	private final Fault fault;

	MockFault(Fault fault) {
		this.fault = fault;
	}

	/**
	 * Delay the begin of the answer.
	 * @param latency the time until the head of the answer is sent, in whole
	 * milliseconds; at least one millisecond
	 * @return the fault
	 * @throws IllegalArgumentException if the latency is out of range
	 */
	public static MockFault latency(Duration latency) {
		return of(Fault.Type.LATENCY, latency.toMillis());
	}

	/**
	 * Limit the bandwidth of the answer.
	 * @param bytesPerSecond the number of bytes of the body that are sent per second; at
	 * least one
	 * @return the fault
	 * @throws IllegalArgumentException if the number is out of range
	 */
	public static MockFault bandwidth(int bytesPerSecond) {
		return of(Fault.Type.BANDWIDTH, bytesPerSecond);
	}

	/**
	 * Stop sending and leave the connection open.
	 * @param tokens the number of tokens that are sent before; zero for none
	 * @return the fault
	 * @throws IllegalArgumentException if the number is negative
	 */
	public static MockFault stallAfterTokens(int tokens) {
		return of(Fault.Type.STALL_AFTER_TOKENS, tokens);
	}

	/**
	 * Close the connection between two tokens.
	 * @param tokens the number of tokens that are sent before; zero for none
	 * @return the fault
	 * @throws IllegalArgumentException if the number is negative
	 */
	public static MockFault cutAfterTokens(int tokens) {
		return of(Fault.Type.CUT_AFTER_TOKENS, tokens);
	}

	/**
	 * Close the connection anywhere in the body of the answer.
	 * @param bytes the number of bytes of the body that are sent before; zero for none
	 * @return the fault
	 * @throws IllegalArgumentException if the number is negative
	 */
	public static MockFault cutAfterBytes(long bytes) {
		return of(Fault.Type.CUT_AFTER_BYTES, bytes);
	}

	/**
	 * End the stream with an error line, as when the process of the model dies. With
	 * {@code "stream":false}, the answer is the error with status 500.
	 * @param tokens the number of tokens that are sent before; zero for none
	 * @return the fault
	 * @throws IllegalArgumentException if the number is negative
	 */
	public static MockFault errorAfterTokens(int tokens) {
		return of(Fault.Type.ERROR_AFTER_TOKENS, tokens);
	}

	/**
	 * Refuse the request with status 503, as when the queue of the server is full. The
	 * request takes no enqueued answer.
	 * @param retryAfter the value of the header {@code Retry-After}, in whole seconds;
	 * zero for immediately
	 * @return the fault
	 * @throws IllegalArgumentException if the duration is negative
	 */
	public static MockFault busy(Duration retryAfter) {
		return of(Fault.Type.BUSY, retryAfter.toSeconds());
	}

	private static MockFault of(Fault.Type type, long value) {
		return new MockFault(Fault.of(type, value));
	}

	/**
	 * Hit some of the requests only.
	 * @param percent how many of 100 requests are hit on average, from 1 to 100; the
	 * default is all of them
	 * @return a new fault
	 * @throws IllegalArgumentException if the percentage is out of range
	 */
	public MockFault percent(int percent) {
		return new MockFault(this.fault.withPercent(percent));
	}

	/**
	 * Set the seed that decides which requests are hit. The same seed hits the same
	 * requests, counted from when the fault is set.
	 * @param seed the seed; any number, zero by default
	 * @return a new fault
	 */
	public MockFault seed(long seed) {
		return new MockFault(this.fault.withSeed(seed));
	}

	Fault fault() {
		return this.fault;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof MockFault that && this.fault.equals(that.fault);
	}

	@Override
	public int hashCode() {
		return this.fault.hashCode();
	}

	/** Return the fault as the argument of the executable mock server names it. */
	@Override
	public String toString() {
		return this.fault.toString();
	}

}
