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

package io.github.ollamagenerate.test.internal.recording;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Where answers come from.
 */
public enum RecordingMode {

	/** From recordings only. */
	REPLAY,

	/** From a real server, which is recorded. */
	RECORD,

	/** From recordings, and from a real server if there is none. */
	RECORD_MISSING;

	/**
	 * Return the mode that was chosen.
	 * @param value the chosen mode, or null for none
	 * @param ci the value of the variable {@code CI}, or null for none; on a CI server,
	 * the mode is always {@link #REPLAY}
	 * @throws IllegalArgumentException if the mode does not exist
	 */
	public static RecordingMode of(@Nullable String value, @Nullable String ci) {
		RecordingMode mode = (value == null || value.isBlank()) ? REPLAY : of(value);
		return (ci == null || ci.isBlank() || ci.equalsIgnoreCase("false")) ? mode : REPLAY;
	}

	private static RecordingMode of(String value) {
		return Arrays.stream(values())
			.filter((mode) -> mode.toString().equals(value.strip().toLowerCase(Locale.ROOT).replace('_', '-')))
			.findFirst()
			.orElseThrow(
					() -> new IllegalArgumentException("'" + value + "' is not a mode of recordings. The modes are "
							+ Arrays.stream(values()).map(RecordingMode::toString).collect(Collectors.joining(", "))));
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
