package io.github.ollamagenerate.client;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BlockingCallDetector}.
 */
class BlockingCallDetectorTests {

	@Test
	void callThatBlocksIsFound() {
		StepVerifier.create(Mono.fromRunnable(BlockingCallDetectorTests::sleep).subscribeOn(Schedulers.parallel()))
			.expectComplete()
			.verify(Duration.ofSeconds(10));
		assertThat(BlockingCallDetector.calls()).singleElement().asString().contains("java.lang.Thread.sleep");
	}

	private static void sleep() {
		try {
			Thread.sleep(1);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
