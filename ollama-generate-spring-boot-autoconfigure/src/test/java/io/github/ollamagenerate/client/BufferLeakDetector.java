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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Netty's leak detector, which fails the test class in place of writing to the log. The
 * system property {@code io.netty.customResourceLeakDetector} makes Netty use it.
 *
 * @param <T> the type of the resource
 */
public final class BufferLeakDetector<T> extends ResourceLeakDetector<T> {

	private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

	private static final AtomicInteger SENTINELS = new AtomicInteger();

	private static final ThreadLocal<String> HINT = new ThreadLocal<>();

	// Netty asks for both constructors
	public BufferLeakDetector(Class<?> resourceType, int samplingInterval) {
		super(resourceType, samplingInterval);
	}

	public BufferLeakDetector(Class<?> resourceType, int samplingInterval, long maxActive) {
		this(resourceType, samplingInterval);
	}

	@Override
	protected boolean needReport() {
		return true;
	}

	@Override
	protected Object getInitialHint(String resourceType) {
		return HINT.get();
	}

	@Override
	protected void reportTracedLeak(String resourceType, String records) {
		LEAKS.add(records);
	}

	@Override
	protected void reportUntracedLeak(String resourceType) {
		LEAKS.add(resourceType);
	}

	/**
	 * Return what has leaked since the last time. A buffer that is leaked here on purpose
	 * tells when the garbage collector has seen all that went before, and that leaks are
	 * found at all.
	 */
	static Queue<String> leaks() {
		Queue<String> leaks = new ConcurrentLinkedQueue<>();
		// Netty tells of the same leak only once
		String sentinel = "sentinel " + SENTINELS.incrementAndGet();
		leak(sentinel);
		System.gc();
		// the collector hands over what it found a moment later
		Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> {
			// the detector looks when a buffer is allocated
			PooledByteBufAllocator.DEFAULT.buffer(1).release();
			LEAKS.removeIf(leaks::add);
			boolean complete = leaks.removeIf((leak) -> leak.contains(sentinel));
			if (!complete) {
				System.gc();
			}
			return complete;
		});
		return leaks;
	}

	static void leak(String hint) {
		HINT.set(hint);
		PooledByteBufAllocator.DEFAULT.buffer(1);
		HINT.remove();
	}

	/**
	 * Fails the test class that has leaked.
	 */
	public static final class Extension implements AfterAllCallback {

		@Override
		public void afterAll(ExtensionContext context) {
			assertThat(leaks()).as("buffers that were not released").isEmpty();
		}

	}

}
