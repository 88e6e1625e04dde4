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

package io.github.ollamagenerate.test.internal.fault;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One kind of trouble for some of the requests.
 *
 * @param type what happens
 * @param value how much or when, in the unit of the type
 * @param percent how many of 100 requests are hit
 * @param seed decides which ones
 */
public record Fault(Type type, long value, long percent, long seed) {

	public Fault {
		if (value < type.min || value > type.max) {
			throw new IllegalArgumentException(
					"'" + type + "' must be between " + type.min + " and " + type.max + ", was " + value);
		}
		if (percent < 1 || percent > 100) {
			throw new IllegalArgumentException("'percent' must be between 1 and 100, was " + percent);
		}
	}

	public static Fault of(Type type, long value) {
		return new Fault(type, value, 100, 0);
	}

	public Fault withPercent(long newPercent) {
		return new Fault(this.type, this.value, newPercent, this.seed);
	}

	public Fault withSeed(long newSeed) {
		return new Fault(this.type, this.value, this.percent, newSeed);
	}

	/** The fields as they are written in JSON and on the command line. */
	public Map<String, Object> fields() {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put(this.type.toString(), this.value);
		fields.put(FaultFormat.PERCENT, this.percent);
		fields.put(FaultFormat.SEED, this.seed);
		return fields;
	}

	/** The same text as on the command line. */
	@Override
	public String toString() {
		return this.type + "=" + this.value + ((this.percent < 100)
				? "," + FaultFormat.PERCENT + "=" + this.percent + "," + FaultFormat.SEED + "=" + this.seed : "");
	}

	/** What can happen. */
	public enum Type {

		/** The answer begins so many milliseconds later. */
		LATENCY("latency", 1, Integer.MAX_VALUE),

		/** The body has so many bytes per second. */
		BANDWIDTH("bandwidth", 1, Integer.MAX_VALUE),

		/** Nothing more is sent after so many tokens. */
		STALL_AFTER_TOKENS("stall-after-tokens", 0, Integer.MAX_VALUE),

		/** The connection is closed after so many tokens. */
		CUT_AFTER_TOKENS("cut-after-tokens", 0, Integer.MAX_VALUE),

		/** The connection is closed after so many bytes of the body. */
		CUT_AFTER_BYTES("cut-after-bytes", 0, Long.MAX_VALUE),

		/** An error line ends the stream after so many tokens. */
		ERROR_AFTER_TOKENS("error-after-tokens", 0, Integer.MAX_VALUE),

		/** The request is refused, with so many seconds to wait. */
		BUSY("busy", 0, Integer.MAX_VALUE);

		private final String text;

		private final long min;

		private final long max;

		Type(String text, long min, long max) {
			this.text = text;
			this.min = min;
			this.max = max;
		}

		boolean countsTokens() {
			return this == STALL_AFTER_TOKENS || this == CUT_AFTER_TOKENS || this == ERROR_AFTER_TOKENS;
		}

		boolean interrupts() {
			return countsTokens() || this == CUT_AFTER_BYTES;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

}
