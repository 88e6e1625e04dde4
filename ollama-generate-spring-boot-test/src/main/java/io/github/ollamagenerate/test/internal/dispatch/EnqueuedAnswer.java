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

package io.github.ollamagenerate.test.internal.dispatch;

import java.util.function.Consumer;

import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import org.jspecify.annotations.Nullable;

/**
 * One enqueued answer.
 *
 * @param number its place among all that were enqueued, from 1
 * @param path the path that it is for
 * @param expectation fails on a request that the answer is not for; null accepts any
 * @param answer the answer
 */
record EnqueuedAnswer(int number, String path, @Nullable Consumer<ReceivedRequest> expectation, ScriptedAnswer answer) {

	/**
	 * Return what speaks against this answer.
	 * @return the message of the expectation, or null if the request is the expected one
	 */
	@Nullable String objection(ReceivedRequest request) {
		if (this.expectation == null) {
			return null;
		}
		try {
			this.expectation.accept(request);
			return null;
		}
		catch (AssertionError | RuntimeException ex) {
			return String.valueOf(ex.getMessage()).strip();
		}
	}

	@Override
	public String toString() {
		return "answer " + this.number + " (" + this.answer + ") to " + this.path;
	}

}
