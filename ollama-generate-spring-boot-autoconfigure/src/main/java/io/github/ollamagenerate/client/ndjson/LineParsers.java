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

package io.github.ollamagenerate.client.ndjson;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Parsers that are between two lines, for whichever answer gets bytes next: one for each
 * thread of the network.
 * <p>
 * Thousands of answers that each kept a parser from token to token would hold ten
 * kilobytes each, and the garbage collector would go over them with each token.
 */
public final class LineParsers {

	// no queue that all threads share: it would make an object for each packet. Weak, for
	// the threads outlive the application, whose classes they must not hold
	private final ThreadLocal<WeakReference<Idle>> idle = ThreadLocal.withInitial(this::newIdle);

	private final Map<Thread, Idle> idles = Collections.synchronizedMap(new WeakHashMap<>());

	private final JsonFactory jsonFactory;

	private final int maxLineLength;

	/**
	 * Create parsers that take texts and names as long as a line may be.
	 * @param maxLineLength the maximum size of a line in bytes
	 */
	public LineParsers(int maxLineLength) {
		this.maxLineLength = maxLineLength;
		this.jsonFactory = JsonFactory.builder()
			.streamReadConstraints(
					StreamReadConstraints.builder().maxStringLength(maxLineLength).maxNameLength(maxLineLength).build())
			.build();
	}

	/**
	 * Return a parser that is no one else's until it is given back.
	 */
	LineParser borrow() {
		Idle idle = idle();
		LineParser parser = idle.parser;
		idle.parser = null;
		return (parser != null) ? parser : new LineParser(this.jsonFactory, this.maxLineLength);
	}

	/**
	 * Take back a parser that is between two lines.
	 */
	void giveBack(LineParser parser) {
		Idle idle = idle();
		if (parser.isWornOut() || idle.parser != null) {
			parser.close();
		}
		else {
			idle.parser = parser;
		}
	}

	private WeakReference<Idle> newIdle() {
		Idle idle = new Idle();
		this.idles.put(Thread.currentThread(), idle);
		return new WeakReference<>(idle);
	}

	private Idle idle() {
		return Objects.requireNonNull(this.idle.get().get());
	}

	private static final class Idle {

		private @Nullable LineParser parser;

	}

}
