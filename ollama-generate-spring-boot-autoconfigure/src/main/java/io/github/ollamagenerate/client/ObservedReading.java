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

package io.github.ollamagenerate.client;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Lets the observation of an answer wait until the answer has been read as a value, for
 * an answer that cannot be read is a failure. It reaches the observation through the
 * Reactor context, past the decorators of the application. Thread-safe.
 */
final class ObservedReading {

	private @Nullable Consumer<@Nullable Throwable> waiting;

	private @Nullable Throwable failure;

	private boolean over;

	static @Nullable ObservedReading of(ContextView context) {
		return context.getOrDefault(ObservedReading.class, null);
	}

	Context addTo(Context context) {
		return context.put(ObservedReading.class, this);
	}

	/**
	 * Remove the reading from the context of other requests within the observed one.
	 */
	static Context removeFrom(Context context) {
		return context.delete(ObservedReading.class);
	}

	/**
	 * Return the failure of the reading.
	 */
	synchronized @Nullable Throwable failure() {
		return this.failure;
	}

	/**
	 * End the observation of a complete answer when the answer has been read. An answer
	 * that is followed by another one is not read.
	 * @param end takes the failure of the reading, {@code null} if there is none
	 */
	void await(Consumer<@Nullable Throwable> end) {
		Consumer<@Nullable Throwable> ready;
		Throwable failure;
		synchronized (this) {
			ready = this.over ? end : this.waiting;
			failure = this.over ? this.failure : null;
			this.waiting = this.over ? null : end;
		}
		if (ready != null) {
			ready.accept(failure);
		}
	}

	/**
	 * Note that nothing more is read. The first call counts.
	 */
	void end() {
		end(null);
	}

	/**
	 * Note that the answer cannot be read.
	 */
	void failed(Throwable failure) {
		end(failure);
	}

	private void end(@Nullable Throwable failure) {
		Consumer<@Nullable Throwable> ready;
		synchronized (this) {
			if (this.over) {
				return;
			}
			this.over = true;
			this.failure = failure;
			ready = this.waiting;
			this.waiting = null;
		}
		if (ready != null) {
			ready.accept(failure);
		}
	}

}
