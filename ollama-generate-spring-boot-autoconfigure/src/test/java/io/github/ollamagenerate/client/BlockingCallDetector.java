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

import java.net.InetAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound.Builder;
import reactor.blockhound.BlockingOperationError;
import reactor.blockhound.integration.BlockHoundIntegration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Remembers each call that blocks an event loop or another thread that must not wait. An
 * error thrown there, as BlockHound does by itself, may be swallowed on its way.
 */
public final class BlockingCallDetector implements BlockHoundIntegration {

	private static final Queue<Error> CALLS = new ConcurrentLinkedQueue<>();

	@Override
	public void applyTo(Builder builder) {
		// looks a name up, by the network perhaps
		builder.markAsBlocking(InetAddress.class, "getByName", "(Ljava/lang/String;)Ljava/net/InetAddress;");
		builder.markAsBlocking(InetAddress.class, "getAllByName", "(Ljava/lang/String;)[Ljava/net/InetAddress;");
		builder.blockingMethodCallback((method) -> {
			BlockingOperationError call = new BlockingOperationError(method);
			if (!method.getName().equals("park") || isOurs(call)) {
				CALLS.add(call);
			}
		});
	}

	private static boolean isOurs(Error call) {
		List<StackTraceElement> stack = Stream.of(call.getStackTrace())
			.dropWhile((frame) -> !isOfTheJdk(frame))
			.toList();
		return stack.stream().anyMatch(BlockingCallDetector::isOurs) && !isLockOfALibrary(stack);
	}

	// Netty's allocator, the pool and the log hold locks of their own, for an instant
	private static boolean isLockOfALibrary(List<StackTraceElement> stack) {
		boolean lock = stack.stream()
			.takeWhile(BlockingCallDetector::isOfTheJdk)
			.anyMatch((frame) -> frame.getMethodName().matches("lock|readLock|writeLock")
					&& frame.getClassName().startsWith("java.util.concurrent.locks."));
		return lock && stack.stream()
			.dropWhile(BlockingCallDetector::isOfTheJdk)
			.findFirst()
			.filter(BlockingCallDetector::isOurs)
			.isEmpty();
	}

	private static boolean isOfTheJdk(StackTraceElement frame) {
		return frame.getClassName().startsWith("java.") || frame.getClassName().startsWith("jdk.");
	}

	private static boolean isOurs(StackTraceElement frame) {
		return frame.getClassName().startsWith("io.github.ollamagenerate.")
				&& !frame.getClassName().startsWith("io.github.ollamagenerate.test.");
	}

	/**
	 * Return the calls since the last time.
	 */
	public static Queue<Error> calls() {
		Queue<Error> calls = new ConcurrentLinkedQueue<>();
		CALLS.removeIf(calls::add);
		return calls;
	}

	/**
	 * Fails the test class with a call that blocks.
	 */
	public static final class Extension implements BeforeAllCallback, AfterAllCallback {

		// a class without the extension may block
		@Override
		public void beforeAll(ExtensionContext context) {
			calls();
		}

		@Override
		public void afterAll(ExtensionContext context) {
			assertThat(calls()).as("calls that block").map(Throwables::getStackTrace).isEmpty();
		}

	}

}
