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

import java.time.Duration;

/**
 * When the parts of an answer are sent and how it ends.
 *
 * @param delay the time before the response head
 * @param pause the time between two packets
 * @param ending what happens after the last packet
 * @param listener what goes with the answer
 */
public record Delivery(Duration delay, Duration pause, Ending ending, DeliveryListener listener) {

	static final Delivery AT_ONCE = new Delivery(Duration.ZERO, Duration.ZERO, Ending.COMPLETE, DeliveryListener.NONE);

	Delivery withDelay(Duration newDelay) {
		return new Delivery(newDelay, this.pause, this.ending, this.listener);
	}

	Delivery withPause(Duration newPause) {
		return new Delivery(this.delay, newPause, this.ending, this.listener);
	}

	Delivery withEnding(Ending newEnding) {
		return new Delivery(this.delay, this.pause, newEnding, this.listener);
	}

	Delivery withListener(DeliveryListener newListener) {
		return new Delivery(this.delay, this.pause, this.ending, this.listener.and(newListener));
	}

	/** What happens after the last packet. */
	public enum Ending {

		/** The response ends as HTTP says. */
		COMPLETE,

		/** The connection is closed in the middle of the body. */
		CUT,

		/** Nothing more is sent, the connection stays open. */
		STALL,

		/** Not even the response head is sent. */
		SILENCE

	}

}
