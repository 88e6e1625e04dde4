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

package io.github.ollamagenerate.test;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import io.github.ollamagenerate.test.internal.recording.RecordingScope;
import org.jspecify.annotations.Nullable;

/**
 * Command line arguments about recordings.
 *
 * @param server the base URL of the server to record, or null for none
 * @param recordings where its recordings go, or null if there is none
 * @param replay the folder with the recordings to replay, or null for none
 * @param pauseFactor what the recorded pauses are multiplied with
 */
record RecordingArguments(@Nullable String server, @Nullable Path recordings, @Nullable Path replay,
		double pauseFactor) {

	static final RecordingArguments NONE = new RecordingArguments(null, null, null, 1);

	static final String ACCEPTED = "--record=URL and --recordings=DIR (forwards requests to a real server and records"
			+ " it), --replay=DIR (answers with recordings), --pause-factor=NUMBER (what recorded pauses are multiplied"
			+ " with, default 1)";

	/**
	 * Read an argument.
	 * @param name the name with its dashes and the equals sign
	 * @param value the value
	 * @return all arguments so far
	 * @throws IllegalArgumentException if the argument is unknown or malformed
	 */
	RecordingArguments with(String name, String value) {
		return switch (name) {
			case "--record=" -> new RecordingArguments(text(value), this.recordings, this.replay, this.pauseFactor);
			case "--recordings=" -> new RecordingArguments(this.server, folder(value), this.replay, this.pauseFactor);
			case "--replay=" -> new RecordingArguments(this.server, this.recordings, folder(value), this.pauseFactor);
			case "--pause-factor=" -> new RecordingArguments(this.server, this.recordings, this.replay, factor(value));
			default -> throw new IllegalArgumentException("It is not an argument");
		};
	}

	private static String text(String value) {
		if (value.isBlank()) {
			throw new IllegalArgumentException("The value is blank");
		}
		return value;
	}

	private static Path folder(String value) {
		try {
			return Path.of(text(value));
		}
		catch (InvalidPathException ex) {
			throw new IllegalArgumentException("The value is not the name of a folder", ex);
		}
	}

	private static double factor(String value) {
		if (!value.matches("\\d{1,9}(\\.\\d{1,9})?")) {
			throw new IllegalArgumentException("The value must be zero or a positive number");
		}
		return Double.parseDouble(value);
	}

	/**
	 * Check that the arguments go together.
	 * @throws IllegalArgumentException if they do not
	 */
	RecordingArguments checked() {
		if ((this.server == null) != (this.recordings == null)) {
			throw new IllegalArgumentException("--record=URL and --recordings=DIR need each other");
		}
		if (this.server != null && this.replay != null) {
			throw new IllegalArgumentException("--record and --replay exclude each other");
		}
		return this;
	}

	/** Return the recordings to use, or null for none. */
	@Nullable Recordings toRecordings() {
		if (this.replay != null) {
			return scoped(Recordings.replay(this.replay).pauseFactor(this.pauseFactor), this.replay);
		}
		return (this.server != null && this.recordings != null)
				? scoped(Recordings.record(this.recordings, this.server), this.recordings) : null;
	}

	private static Recordings scoped(Recordings recordings, Path folder) {
		String command = ", start the server with --record=http://localhost:11434 --recordings=" + folder
				+ " and send the request again";
		return recordings.scope(new RecordingScope(null, true, command, "start with another --record=URL",
				// the journal of the server has no reader
				System.err::println));
	}

	/** What the server says that it does when it has started. */
	String description() {
		if (this.server != null) {
			return "which records " + this.server + " in " + this.recordings;
		}
		return (this.replay != null) ? "which replays " + this.replay
				: "its text is canned and no language model is asked";
	}

}
