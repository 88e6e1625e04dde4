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

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.observation.DefaultGenerateObservationConvention;
import io.github.ollamagenerate.observation.GenerateObservationContext;
import io.github.ollamagenerate.observation.GenerateObservationConvention;
import io.github.ollamagenerate.observation.GenerateObservationDocumentation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.observability.DefaultSignalListener;
import reactor.core.publisher.Flux;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Observes each subscription to an answer, from its start to its end.
 */
final class GenerateObservations {

	private static final Log logger = LogFactory.getLog(GenerateObservations.class);

	private final ObservationRegistry registry;

	private final GenerateObservationConvention defaultConvention;

	private final @Nullable GenerateObservationConvention convention;

	private final @Nullable String configuredModel;

	GenerateObservations(ObservationRegistry registry, @Nullable GenerateObservationConvention convention,
			@Nullable String configuredModel) {
		this.registry = registry;
		this.defaultConvention = new DefaultGenerateObservationConvention();
		this.convention = (convention != null) ? new QuietObservationConvention(convention, this.defaultConvention)
				: null;
		this.configuredModel = configuredModel;
	}

	/**
	 * Return the observed chunks of an answer.
	 * @param context the context, of one subscription
	 * @param chunks returns the chunks; takes what to call with the reason before a
	 * request is sent again
	 */
	Flux<GenerateResponse> observe(GenerateObservationContext context,
			Function<Consumer<Throwable>, Flux<GenerateResponse>> chunks) {
		if (this.registry.isNoop()) {
			return chunks.apply((reason) -> {
			});
		}
		context.setConfiguredModel(context.getModel().equals(this.configuredModel));
		return Flux.deferContextual((reactorContext) -> {
			Listener listener = new Listener(context, reactorContext);
			return chunks.apply(listener::retry).tap(() -> listener);
		});
	}

	private static void warn(RuntimeException ex) {
		logger.warn("Observation of a generation failed; the answer is not affected", ex);
	}

	/**
	 * Starts the observation on subscription and stops it before the subscriber sees the
	 * end, so that whoever waits for the answer finds its meters complete.
	 */
	private final class Listener extends DefaultSignalListener<GenerateResponse> {

		private final GenerateObservationContext context;

		private final @Nullable Observation parent;

		private final @Nullable ObservedReading reading;

		// an end and a cancellation may meet
		private final AtomicBoolean ended = new AtomicBoolean();

		private final boolean isStream;

		private Observation observation = Observation.NOOP;

		private long start;

		private boolean hasText;

		private @Nullable Runnable chunkListener;

		private boolean failed;

		Listener(GenerateObservationContext context, ContextView reactorContext) {
			this.context = context;
			context.setSubscriberContext(reactorContext);
			this.isStream = context.isStream();
			this.parent = reactorContext.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
			this.reading = ObservedReading.of(reactorContext);
		}

		// handlers and conventions are others' code: their failure must not cost the
		// answer. What fails at the start fails at the end, too: one line in the log is
		// enough
		private void quietly(Runnable action) {
			try {
				action.run();
			}
			catch (RuntimeException ex) {
				if (!this.failed) {
					this.failed = true;
					warn(ex);
				}
			}
		}

		@Override
		public void doFirst() {
			this.start = System.nanoTime();
			quietly(() -> {
				Observation observation = GenerateObservationDocumentation.GENERATE.observation(
						GenerateObservations.this.convention, GenerateObservations.this.defaultConvention,
						() -> this.context, GenerateObservations.this.registry);
				if (this.parent == null) {
					start(observation);
					return;
				}
				// within the parent's scope, for a tracer takes the span of the thread
				// otherwise
				observation.parentObservation(this.parent);
				this.parent.scoped(() -> start(observation));
			});
			this.chunkListener = this.context.getChunkListener();
		}

		private void start(Observation observation) {
			// kept before a handler can fail, for the others have started and must stop
			this.observation = observation;
			observation.start();
		}

		@Override
		public Context addToContext(Context originalContext) {
			Context context = ObservedReading.removeFrom(originalContext);
			return this.observation.isNoop() ? context
					: context.put(ObservationThreadLocalAccessor.KEY, this.observation);
		}

		@Override
		public void doOnNext(GenerateResponse chunk) {
			if (this.chunkListener != null) {
				quietly(this.chunkListener);
			}
			if (this.isStream && !this.hasText && (!chunk.response().isEmpty() || chunk.thinking() != null)) {
				this.hasText = true;
				this.context.setTimeToFirstChunk(Duration.ofNanos(System.nanoTime() - this.start));
				quietly(() -> this.observation.event(GenerateObservationDocumentation.Events.FIRST_CHUNK));
			}
			if (chunk.done()) {
				this.context.setResponse(chunk);
			}
		}

		// a subscriber that cancels meanwhile waits: the reason is not that of its end
		private void retry(Throwable reason) {
			synchronized (this.ended) {
				if (this.ended.get()) {
					return;
				}
				quietly(() -> {
					this.context.setRetryReason(reason);
					updateTags();
					this.observation.event(GenerateObservationDocumentation.Events.RETRY);
				});
				this.context.setRetryReason(null);
				quietly(this::updateTags);
			}
		}

		private void updateTags() {
			GenerateObservationConvention convention = GenerateObservations.this.convention;
			this.context.addLowCardinalityKeyValues(
					((convention != null) ? convention : GenerateObservations.this.defaultConvention)
						.getLowCardinalityKeyValues(this.context));
		}

		@Override
		public void doOnComplete() {
			if (this.reading == null) {
				endOnce(null);
			}
			else {
				this.reading.await(this::endOnce);
			}
		}

		@Override
		public void doOnError(Throwable error) {
			endOnce(error);
		}

		@Override
		public void doOnCancel() {
			Throwable failure = (this.reading != null) ? this.reading.failure() : null;
			if (failure == null && !this.ended.get()) {
				this.context.setCancelled();
			}
			endOnce(failure);
		}

		private void endOnce(@Nullable Throwable failure) {
			boolean first;
			synchronized (this.ended) {
				first = this.ended.compareAndSet(false, true);
			}
			if (first) {
				this.context.setDuration(Duration.ofNanos(System.nanoTime() - this.start));
				if (failure != null) {
					quietly(() -> this.observation.error(failure));
				}
				stop();
			}
		}

		// within the scope, for an exemplar is the trace of the thread; without it if a
		// handler fails to open it
		private void stop() {
			quietly(this.observation::openScope);
			quietly(this.observation::stop);
			Observation.Scope scope = GenerateObservations.this.registry.getCurrentObservationScope();
			if (scope != null && scope.getCurrentObservation() == this.observation) {
				quietly(scope::close);
			}
		}

	}

}
