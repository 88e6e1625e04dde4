package io.github.ollamagenerate.client;

import java.net.URI;
import java.time.Duration;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.GenerateTimeoutException.Phase;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExpiringFlux}: the network and the clock never speak at once.
 */
class ExpiringFluxTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Expiry EXPIRY = new Expiry(Phase.IDLE, Duration.ofSeconds(3));

	private final TestPublisher<GenerateResponse> network = TestPublisher.create();

	private final Sinks.One<Expiry> clock = Sinks.one();

	private final ResponseAccumulator received = new ResponseAccumulator();

	private final ExpiringFlux chunks = new ExpiringFlux(this.network.flux().doOnNext(this.received::add),
			this.clock.asMono(), this.received, new ExceptionTranslator("m", URI.create("http://localhost")));

	private static GenerateResponse chunk(String text, boolean done) {
		ResponseFields fields = new ResponseFields();
		fields.reset("m");
		GenerateResponse empty = fields.toResponse();
		return new GenerateResponse("m", null, text, null, done, done ? "stop" : null, null, empty.logprobs(), null,
				null, empty.metrics(), empty.additionalFields());
	}

	@Test
	void timeThatIsOverCancelsAndTellsWhatHadArrived() {
		StepVerifier.create(this.chunks)
			.then(() -> this.network.next(chunk("a", false)))
			.expectNextCount(1)
			.then(() -> this.clock.tryEmitValue(EXPIRY))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(GenerateTimeoutException.class,
					(timeout) -> assertThat(timeout.partialResponse()).extracting(GenerateResponse::response)
						.isEqualTo("a")))
			.verify(TIMEOUT);
		this.network.assertCancelled();
	}

	@Test
	void timeThatIsOverWhileAChunkIsDeliveredEndsAfterIt() {
		StepVerifier
			.create(this.chunks.doOnNext((chunk) -> this.clock.tryEmitValue(EXPIRY)).map(GenerateResponse::response))
			.then(() -> this.network.next(chunk("a", false)))
			.expectNext("a")
			.expectError(GenerateTimeoutException.class)
			.verify(TIMEOUT);
		this.network.assertCancelled();
	}

	@Test
	void nothingComesAfterTheTimeIsOver() {
		TestPublisher<GenerateResponse> stubborn = TestPublisher
			.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
		ExpiringFlux chunks = new ExpiringFlux(stubborn.flux(), this.clock.asMono(), this.received,
				new ExceptionTranslator("m", URI.create("http://localhost")));
		StepVerifier.create(chunks).then(() -> {
			this.clock.tryEmitValue(EXPIRY);
			stubborn.next(chunk("late", false));
			stubborn.error(new IllegalStateException("late"));
		}).expectError(GenerateTimeoutException.class).verify(TIMEOUT);
	}

	@Test
	void timeAfterTheLastChunkTakesNothingAway() {
		StepVerifier.create(this.chunks)
			.then(() -> this.network.next(chunk("a", true)))
			.expectNextCount(1)
			.then(() -> this.clock.tryEmitValue(EXPIRY))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void nobodyLooksAtTheClockAfterTheEnd() {
		StepVerifier.create(this.chunks).then(this.network::complete).expectComplete().verify(TIMEOUT);
		assertThat(this.clock.currentSubscriberCount()).isZero();
		StepVerifier.create(this.chunks).thenCancel().verify(TIMEOUT);
		assertThat(this.clock.currentSubscriberCount()).isZero();
	}

}
