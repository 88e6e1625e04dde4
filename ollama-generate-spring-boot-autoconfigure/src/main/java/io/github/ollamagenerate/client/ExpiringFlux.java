package io.github.ollamagenerate.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import io.github.ollamagenerate.GenerateResponse;

/**
 * Chunks of an answer that are cancelled and end with an error when the time is over, and
 * whose own failures are translated.
 * <p>
 * An operator of our own because {@code takeUntilOther} takes a lock twice for each
 * token, and does not cancel on an error of the other; one that only translates would
 * cost each token a further hop. Here the network and the clock agree by one state on who
 * speaks.
 */
final class ExpiringFlux extends Flux<GenerateResponse> {

	private final Flux<GenerateResponse> chunks;

	private final Mono<Expiry> expiry;

	private final ResponseAccumulator received;

	private final ExceptionTranslator exceptions;

	/**
	 * Create chunks that expire.
	 * @param chunks the chunks of the answer
	 * @param expiry signals when the time is over
	 * @param received holds what has arrived
	 * @param exceptions creates the exceptions
	 */
	ExpiringFlux(Flux<GenerateResponse> chunks, Mono<Expiry> expiry, ResponseAccumulator received,
			ExceptionTranslator exceptions) {
		this.chunks = chunks;
		this.expiry = expiry;
		this.received = received;
		this.exceptions = exceptions;
	}

	@Override
	public void subscribe(CoreSubscriber<? super GenerateResponse> actual) {
		this.chunks.subscribe(new ChunkSubscriber(actual));
	}

	private final class ChunkSubscriber implements CoreSubscriber<GenerateResponse>, Subscription {

		private static final AtomicIntegerFieldUpdater<ChunkSubscriber> STATE = AtomicIntegerFieldUpdater
			.newUpdater(ChunkSubscriber.class, "state");

		private static final int IDLE = 0;

		private static final int EMITTING = 1;

		// the time was over while a chunk was on its way: who sends that sends the end
		private static final int EXPIRED = 2;

		private static final int ENDED = 3;

		private final CoreSubscriber<? super GenerateResponse> actual;

		private final Disposable.Swap timer = Disposables.swap();

		private final long start = System.nanoTime();

		private Subscription upstream = Operators.emptySubscription();

		private volatile @Nullable Expiry expired;

		private volatile int state;

		// the state guards it: written while a chunk is on its way, read when none is
		private boolean complete;

		ChunkSubscriber(CoreSubscriber<? super GenerateResponse> actual) {
			this.actual = actual;
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.upstream = subscription;
			this.actual.onSubscribe(this);
			this.timer.update(ExpiringFlux.this.expiry.subscribe(this::expire));
		}

		@Override
		public void request(long n) {
			this.upstream.request(n);
		}

		@Override
		public void cancel() {
			this.timer.dispose();
			this.upstream.cancel();
		}

		@Override
		public void onNext(GenerateResponse chunk) {
			if (!STATE.compareAndSet(this, IDLE, EMITTING)) {
				return;
			}
			try {
				// what was read and is not delivered does not count
				this.complete |= chunk.done();
				this.actual.onNext(chunk);
			}
			finally {
				if (!STATE.compareAndSet(this, EMITTING, IDLE)) {
					endExpired();
				}
			}
		}

		@Override
		public void onError(Throwable ex) {
			if (STATE.compareAndSet(this, IDLE, ENDED)) {
				this.timer.dispose();
				Duration elapsed = Duration.ofNanos(System.nanoTime() - this.start);
				this.actual.onError(ExpiringFlux.this.exceptions.translate(ex, elapsed));
			}
		}

		@Override
		public void onComplete() {
			if (STATE.compareAndSet(this, IDLE, ENDED)) {
				this.timer.dispose();
				this.actual.onComplete();
			}
		}

		private void expire(Expiry expiry) {
			this.expired = expiry;
			this.upstream.cancel();
			while (this.state != ENDED && !STATE.compareAndSet(this, EMITTING, EXPIRED)) {
				if (STATE.compareAndSet(this, IDLE, ENDED)) {
					endExpired();
				}
			}
		}

		private void endExpired() {
			Expiry expired = this.expired;
			if (expired == null || this.complete) {
				this.actual.onComplete();
				return;
			}
			this.actual.onError(ExpiringFlux.this.exceptions.timeout(expired.phase(), expired.elapsed(),
					ExpiringFlux.this.received.partial(), null));
		}

	}

}
