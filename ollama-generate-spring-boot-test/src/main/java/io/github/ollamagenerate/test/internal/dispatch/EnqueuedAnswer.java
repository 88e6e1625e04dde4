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
