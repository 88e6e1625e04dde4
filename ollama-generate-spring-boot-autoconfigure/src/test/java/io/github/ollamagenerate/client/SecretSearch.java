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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

/**
 * Searches for {@linkplain Secret secrets}, and remembers where it has found which one.
 */
final class SecretSearch {

	private final Map<Where, Integer> searched = new EnumMap<>(Where.class);

	private final Map<Where, Map<Secret, Set<String>>> found = new EnumMap<>(Where.class);

	private final Set<Class<?>> types = ConcurrentHashMap.newKeySet();

	private final ObjectGraph graph = new ObjectGraph(this::searchText);

	/**
	 * Search a text.
	 * @param where where it is shown
	 * @param source what shows it
	 * @param text the text
	 */
	synchronized void search(Where where, String source, String text) {
		this.searched.merge(where, 1, Integer::sum);
		Secret.in(text)
			.forEach((secret) -> this.found.computeIfAbsent(where, (key) -> new ConcurrentHashMap<>())
				.computeIfAbsent(secret, (key) -> new ConcurrentSkipListSet<>())
				.add(source));
	}

	/** Search the text of an object, and of all objects of this library in it. */
	void search(Object object) {
		this.graph.visit(object);
	}

	private void searchText(Object object) {
		String type = object.getClass().getName();
		if (!type.contains(".test.internal.") && !type.startsWith(SecretsTests.class.getName())) {
			this.types.add(object.getClass());
			search(Where.STRINGS, type, object.toString());
		}
	}

	/** Whether an object of this type was searched. */
	boolean hasSearched(Class<?> type) {
		return this.types.stream().anyMatch(type::isAssignableFrom);
	}

	/** Search an exception with its causes and suppressed exceptions. */
	void search(String source, Throwable failure) {
		StringWriter printed = new StringWriter();
		failure.printStackTrace(new PrintWriter(printed));
		search(Where.EXCEPTIONS, source, printed.toString());
		search(failure);
	}

	synchronized int searched(Where where) {
		return this.searched.getOrDefault(where, 0);
	}

	/** Return where a secret is shown, empty if it is not. */
	synchronized Set<String> sources(Where where, Secret secret) {
		return new TreeSet<>(this.found.getOrDefault(where, Map.of()).getOrDefault(secret, Set.of()));
	}

	@Override
	public synchronized String toString() {
		return this.found.entrySet()
			.stream()
			.flatMap((where) -> where.getValue()
				.entrySet()
				.stream()
				.map((secret) -> where.getKey() + " show " + secret.getKey() + ": " + secret.getValue()))
			.collect(Collectors.joining("\n"));
	}

	/** Places where something may be shown. */
	enum Where {

		LOGS("logs"), OUTPUT("output"), METERS("meters"), SPANS("spans"), ACTUATOR("actuator"), THREADS("threads"),
		EXCEPTIONS("exceptions"), STRINGS("`toString()`"), RECORDINGS("recordings");

		private final String title;

		Where(String title) {
			this.title = title;
		}

		String title() {
			return this.title;
		}

		/** Whether a secret is there on purpose. */
		boolean shows(Secret secret) {
			return this == RECORDINGS && secret.isText();
		}

	}

	/** Searches each log line. */
	final class Appender extends AppenderBase<ILoggingEvent> {

		@Override
		protected void append(ILoggingEvent event) {
			String text = event.getFormattedMessage();
			if (event.getThrowableProxy() != null) {
				text += ThrowableProxyUtil.asString(event.getThrowableProxy());
			}
			if (!event.getMDCPropertyMap().isEmpty()) {
				text += event.getMDCPropertyMap();
			}
			search(Where.LOGS, event.getLevel() + " " + event.getLoggerName(), text);
		}

	}

}
