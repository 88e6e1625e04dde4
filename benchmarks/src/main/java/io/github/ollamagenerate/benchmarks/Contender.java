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
		Scheduler THREADS = Schedulers.newBoundedElastic(5000, 5000, "client");

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
