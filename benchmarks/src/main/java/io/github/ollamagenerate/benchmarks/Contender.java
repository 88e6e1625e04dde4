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

package io.github.ollamagenerate.benchmarks;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A client under measurement.
 */
interface Contender {

	/**
	 * Send a request.
	 * @param prompt the prompt
	 * @param received takes the text of each token and the metrics of the end
	 * @return completes with the answer
	 */
	Publisher<?> send(String prompt, Received.Stream received);

	/**
	 * A client that may block its caller, so that streams side by side need a thread
	 * each.
	 */
	interface Threaded extends Contender {

		/** As many threads as there are streams in any scenario. */
		Scheduler THREADS = Schedulers.newBoundedElastic(10_000, 10_000, "client");

		/**
		 * Return what the streams run on.
		 * @return threads, one for each stream
		 */
		default Scheduler threads() {
			return THREADS;
		}

	}

	/**
	 * A client that blocks its caller.
	 */
	interface Blocking extends Threaded {

		@Override
		default Publisher<?> send(String prompt, Received.Stream received) {
			return Mono.fromRunnable(() -> {
				try {
					call(prompt, received);
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			});
		}

		void call(String prompt, Received.Stream received) throws Exception;

	}

}
