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

import java.time.Duration;

/**
 * How far the exchange on an HTTP/1.1 connection is. Used by the thread of the connection
 * only.
 */
final class ConnectionState {

	// a server that closes an idle connection does so while the request travels; later it
	// is at work on the request
	private static final long STALE_NANOS = Duration.ofSeconds(1).toNanos();

	private Phase phase = Phase.IDLE;

	private boolean reused;

	private boolean requestWritten;

	private boolean responseBegun;

	private long requestTime;

	void beginRequest() {
		this.phase = Phase.AWAITING_HEAD;
		this.requestWritten = false;
		this.responseBegun = false;
		this.requestTime = System.nanoTime();
	}

	void endRequest() {
		this.requestWritten = true;
	}

	/**
	 * Note the first bytes of a response.
	 */
	void beginResponse() {
		this.responseBegun = true;
	}

	void beginBody() {
		this.phase = Phase.IN_BODY;
	}

	/**
	 * Note the end of a body. The exchange ends when all that came with it is seen, which
	 * may make the connection {@linkplain #breakOff() unusable}.
	 */
	void endBody() {
		this.phase = Phase.ENDING;
	}

	/**
	 * Note that the connection can take the next request.
	 */
	void endExchange() {
		this.phase = Phase.IDLE;
		this.reused = true;
	}

	/**
	 * Note that the connection must not take another request.
	 */
	void breakOff() {
		this.phase = Phase.BROKEN;
	}

	boolean isIdle() {
		return this.phase == Phase.IDLE;
	}

	boolean isAwaitingHead() {
		return this.phase == Phase.AWAITING_HEAD;
	}

	boolean isInBody() {
		return this.phase == Phase.IN_BODY;
	}

	boolean isBroken() {
		return this.phase == Phase.BROKEN;
	}

	/**
	 * Return whether the server can have read the whole request.
	 */
	boolean isRequestWritten() {
		return this.requestWritten;
	}

	/**
	 * Return whether the server can have closed the connection, or be about to, before it
	 * saw the request.
	 */
	boolean isStale() {
		return this.reused && System.nanoTime() - this.requestTime < STALE_NANOS;
	}

	/**
	 * Return whether it is {@linkplain #isStale() stale} and no byte of a response came.
	 */
	boolean isStaleAndSilent() {
		return isStale() && !this.responseBegun;
	}

	private enum Phase {

		IDLE, AWAITING_HEAD, IN_BODY, ENDING, BROKEN

	}

}
