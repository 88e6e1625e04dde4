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

package io.github.ollamagenerate.test.internal.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

import io.github.ollamagenerate.test.internal.http.DeliveryListener;
import io.github.ollamagenerate.test.internal.model.MockModel;
import org.jspecify.annotations.Nullable;

/**
 * The models in memory and when they leave it. A model stays while it answers, and for
 * its time from then on. Models past their time are removed when somebody looks, which
 * needs no timer.
 */
final class LoadedModels {

	private static final Duration DEFAULT_KEEP_ALIVE = Duration.ofMinutes(5);

	private final Map<MockModel, Load> loads = new HashMap<>();

	private final InstantSource clock;

	LoadedModels(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Load a model for an answer when that starts.
	 * @param model the model
	 * @param keepAlive how long it stays after the answer, or null for as long as before
	 * @param numCtx the size of its context; with another one it is loaded again
	 * @return what accompanies the answer
	 */
	DeliveryListener use(MockModel model, @Nullable Duration keepAlive, long numCtx) {
		return new DeliveryListener() {

			@Override
			public void started() {
				start(model, keepAlive, numCtx);
			}

			@Override
			public void ended(boolean complete) {
				end(model);
			}

		};
	}

	private synchronized void start(MockModel model, @Nullable Duration keepAlive, long numCtx) {
		removeExpired();
		Load load = this.loads.computeIfAbsent(model, (key) -> new Load());
		load.running++;
		if (load.numCtx != numCtx) {
			load.numCtx = numCtx;
			load.keepAlive = DEFAULT_KEEP_ALIVE;
		}
		if (keepAlive != null) {
			load.keepAlive = keepAlive;
		}
	}

	private synchronized void end(MockModel model) {
		Load load = this.loads.get(model);
		if (load != null && --load.running == 0) {
			load.expiry = this.clock.instant().plus(load.keepAlive);
		}
	}

	/** Unload a model, immediately or when its last answer ends. */
	synchronized void unload(MockModel model) {
		Load load = this.loads.get(model);
		if (load != null) {
			load.keepAlive = Duration.ZERO;
			load.expiry = this.clock.instant();
		}
	}

	synchronized Map<MockModel, Loaded> current() {
		removeExpired();
		Map<MockModel, Loaded> current = new HashMap<>();
		this.loads.forEach((model, load) -> current.put(model, new Loaded(load.expiry(), load.numCtx)));
		return current;
	}

	private void removeExpired() {
		Instant now = this.clock.instant();
		this.loads.values().removeIf((load) -> load.running == 0 && !load.expiry().isAfter(now));
	}

	private final class Load {

		private Duration keepAlive = DEFAULT_KEEP_ALIVE;

		private long numCtx;

		private int running;

		private Instant expiry = Instant.MAX;

		Instant expiry() {
			return (this.running > 0) ? LoadedModels.this.clock.instant().plus(this.keepAlive) : this.expiry;
		}

	}

	/**
	 * A loaded model.
	 *
	 * @param expiry when it leaves the memory
	 * @param numCtx the size of its context
	 */
	record Loaded(Instant expiry, long numCtx) {

	}

}
