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

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.SubscriberBlackboxVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.SkipException;
import org.testng.annotations.Test;

import org.springframework.util.ReflectionUtils;

/**
 * The rules of Reactive Streams as tests of JUnit. Their test suite is made for TestNG,
 * which this project does not run.
 */
public final class ReactiveStreamsRules {

	private static final long SIGNAL_MILLIS = 5000;

	private static final long NO_SIGNAL_MILLIS = 20;

	private ReactiveStreamsRules() {
	}

	/**
	 * Return an environment that waits long for what must come, and briefly for what must
	 * not.
	 */
	public static TestEnvironment environment() {
		return new TestEnvironment(SIGNAL_MILLIS, NO_SIGNAL_MILLIS, NO_SIGNAL_MILLIS, false);
	}

	/**
	 * Return a test for each rule of a publisher.
	 * @param verification creates what verifies one rule
	 * @param inapplicable the names of optional rules that the publisher cannot follow
	 */
	public static Stream<DynamicTest> ofPublisher(Supplier<? extends PublisherVerification<?>> verification,
			String... inapplicable) {
		return rules(PublisherVerification.class, inapplicable)
			.map((rule) -> DynamicTest.dynamicTest(rule.getName(), () -> {
				PublisherVerification<?> publisher = verification.get();
				publisher.setUp();
				verify(rule, publisher);
			}));
	}

	/**
	 * Return a test for each rule of a subscriber.
	 * @param verification creates what verifies one rule
	 * @param inapplicable the names of rules that the subscriber does not follow
	 */
	public static Stream<DynamicTest> ofSubscriber(Supplier<? extends SubscriberBlackboxVerification<?>> verification,
			String... inapplicable) {
		return rules(SubscriberBlackboxVerification.class, inapplicable)
			.map((rule) -> DynamicTest.dynamicTest(rule.getName(), () -> {
				SubscriberBlackboxVerification<?> subscriber = verification.get();
				subscriber.startPublisherExecutorService();
				try {
					subscriber.setUp();
					verify(rule, subscriber);
				}
				finally {
					subscriber.shutdownPublisherExecutorService();
				}
			}));
	}

	// the rules that the test suite calls untested have no code
	private static Stream<Method> rules(Class<?> type, String... inapplicable) {
		Set<String> left = Set.of(inapplicable);
		return Arrays.stream(type.getMethods())
			.filter((method) -> method.isAnnotationPresent(Test.class))
			.filter((method) -> !method.getName().startsWith("untested_") && !left.contains(method.getName()))
			.sorted(Comparator.comparing(Method::getName));
	}

	private static void verify(Method rule, Object verification) {
		try {
			ReflectionUtils.invokeMethod(rule, verification);
		}
		catch (SkipException ex) {
			throw new AssertionError("Rule was not verified", ex);
		}
	}

}
