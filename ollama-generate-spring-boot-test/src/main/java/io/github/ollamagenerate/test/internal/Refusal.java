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

package io.github.ollamagenerate.test.internal;

/**
 * The server's "no" to a request.
 */
public final class Refusal extends RuntimeException {

	private final int status;

	private final String error;

	public Refusal(int status, String error) {
		// no stack trace: this is an answer, and a load test may ask for many of them
		super(error, null, false, false);
		this.status = status;
		this.error = error;
	}

	public int status() {
		return this.status;
	}

	public String error() {
		return this.error;
	}

}
