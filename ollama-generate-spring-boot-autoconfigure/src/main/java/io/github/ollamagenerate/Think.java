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

package io.github.ollamagenerate;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Whether a model thinks before it answers, or how much: {@code true}, {@code false}, or
 * a level.
 * <p>
 * It is sent as a JSON boolean or string at the top level of the request. If a request
 * has no such value, the server decides.
 *
 * @see <a href= "https://github.com/ollama/ollama/blob/main/api/types.go">ThinkValue</a>
 */
public final class Think {

	private static final Think ON = new Think(true);

	private static final Think OFF = new Think(false);

	private final Object value;

	private Think(Object value) {
		this.value = value;
	}

	/**
	 * Return the value that turns thinking on.
	 * @return the value, sent as {@code true}
	 */
	public static Think on() {
		return ON;
	}

	/**
	 * Return the value that turns thinking off.
	 * @return the value, sent as {@code false}
	 */
	public static Think off() {
		return OFF;
	}

	/**
	 * Create a thinking level, such as {@code low}, {@code medium}, {@code high}, or
	 * {@code max}. The server decides which levels it accepts.
	 * @param level the level as the server spells it
	 * @return the level
	 * @throws IllegalArgumentException if the level is blank
	 */
	public static Think level(String level) {
		Assert.hasText(level, "'level' must not be blank");
		return new Think(level);
	}

	/**
	 * Parse a configured value: {@code true}, {@code false}, or a level. As in YAML,
	 * {@code yes} and {@code on} mean {@code true}, and {@code no} and {@code off} mean
	 * {@code false}.
	 * @param text the configured text
	 * @return the value
	 * @throws IllegalArgumentException if the text is blank
	 */
	public static Think of(String text) {
		Assert.hasText(text, "'think' must be true, false, or a level such as low, medium, or high");
		return switch (text.trim().toLowerCase(Locale.ROOT)) {
			case "true", "yes", "on" -> ON;
			case "false", "no", "off" -> OFF;
			default -> level(text.trim());
		};
	}

	/**
	 * Return the value to send: a {@link Boolean} or a {@link String}.
	 * @return the value to send
	 */
	public Object value() {
		return this.value;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Think that && this.value.equals(that.value);
	}

	@Override
	public int hashCode() {
		return this.value.hashCode();
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}
