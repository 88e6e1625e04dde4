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

package io.github.ollamagenerate.test.internal.http;

/**
 * Goes with an answer, so that the state of the server follows what is really sent.
 */
public interface DeliveryListener {

	/** Does nothing, and costs nothing. */
	DeliveryListener NONE = (complete) -> {
	};

	/** Called before anything is sent. */
	default void started() {
	}

	/**
	 * Called once per start.
	 * @param complete true right before the last packet is sent, so that who has read the
	 * answer finds the state changed; false when the answer ends early
	 */
	void ended(boolean complete);

	default DeliveryListener and(DeliveryListener other) {
		if (this == NONE) {
			return other;
		}
		DeliveryListener first = this;
		return new DeliveryListener() {

			@Override
			public void started() {
				first.started();
				other.started();
			}

			@Override
			public void ended(boolean complete) {
				first.ended(complete);
				other.ended(complete);
			}

		};
	}

}
