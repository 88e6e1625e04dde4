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

import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.EchoEncoder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link BlockingCallDetector}.
 */
@Timeout(30)
class BlockingCallDetectorTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final CountDownLatch held = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	@Test
	void callThatBlocksIsFound() {
		StepVerifier.create(Mono.fromRunnable(BlockingCallDetectorTests::sleep).subscribeOn(Schedulers.parallel()))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(BlockingCallDetector.calls()).singleElement().asString().contains("java.lang.Thread.sleep");
	}

	@Test
	void callOfAnEarlierClassIsNotBlamedOnTheNextOne() {
		Mono.fromRunnable(BlockingCallDetectorTests::sleep).subscribeOn(Schedulers.parallel()).block(TIMEOUT);
		BlockingCallDetector.Extension extension = new BlockingCallDetector.Extension();
		ExtensionContext context = mock(ExtensionContext.class);
		extension.beforeAll(context);
		assertThatNoException().isThrownBy(() -> extension.afterAll(context));
	}

	@Test
	void ownLockIsFound() throws Exception {
		ReentrantLock lock = new ReentrantLock();
		callTwiceAtOnce(() -> {
			lock.lock();
			try {
				holdUntilReleased();
			}
			finally {
				lock.unlock();
			}
		});
		assertThat(BlockingCallDetector.calls()).singleElement().asString().endsWith("park");
	}

	@Test
	void lockWithinALibraryIsNotFound() throws Exception {
		OutputStreamAppender<String> appender = new OutputStreamAppender<>();
		appender.setContext(new ContextBase());
		appender.setEncoder(new EchoEncoder<>());
		appender.setOutputStream(new OutputStream() {

			@Override
			public void write(int character) {
				holdUntilReleased();
			}

		});
		appender.start();
		callTwiceAtOnce(() -> appender.doAppend("a"));
		assertThat(BlockingCallDetector.calls()).isEmpty();
	}

	// the second call waits for the lock that the first one holds
	private void callTwiceAtOnce(Runnable call) throws Exception {
		Thread holder = new Thread(call);
		holder.start();
		this.held.await();
		AtomicReference<Thread> waiting = new AtomicReference<>();
		Mono<Void> second = Mono.fromRunnable(() -> {
			waiting.set(Thread.currentThread());
			call.run();
		});
		var done = second.subscribeOn(Schedulers.parallel()).toFuture();
		Awaitility.await().until(() -> waiting.get() != null && waiting.get().getState() == Thread.State.WAITING);
		this.released.countDown();
		done.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
		holder.join();
	}

	private void holdUntilReleased() {
		this.held.countDown();
		try {
			this.released.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
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
