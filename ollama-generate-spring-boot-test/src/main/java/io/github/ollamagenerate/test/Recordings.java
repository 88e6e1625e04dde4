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

import java.nio.file.Path;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.github.ollamagenerate.test.internal.recording.RecordingFolder;
import io.github.ollamagenerate.test.internal.recording.RecordingMode;
import io.github.ollamagenerate.test.internal.recording.RecordingProxy;
import io.github.ollamagenerate.test.internal.recording.RecordingScope;
import io.github.ollamagenerate.test.internal.recording.RecordingSession;
import io.github.ollamagenerate.test.internal.recording.RequestMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Folder with recordings of a real server, for
 * {@link MockOllamaServer.Builder#recordings(Recordings)}. Tests with JUnit use
 * {@link OllamaRecordings @OllamaRecordings} instead.
 * <p>
 * The request selects the recording, not the order: method, path, and body must be the
 * same. The order of fields, the notation of numbers, and headers make no difference. If
 * a request is sent several times, its answers are used in order. A {@code GET} request
 * gets the last answer again after that.
 * <p>
 * A request without a recording fails with status 501, and
 * {@link MockOllamaServer#verify()} fails with the nearest recording. The latter does not
 * apply to {@code GET} requests, which health checks and meters send in the background.
 * <p>
 * Recordings hold no header of a request, and a value of one that occurs in a text is
 * masked. Images are stored as hashes. Immutable: every method returns new settings.
 */
public final class Recordings {

	private final Path folder;

	private final RecordingMode mode;

	private final @Nullable String baseUrl;

	private final Set<String> ignoredFields;

	private final double pauseFactor;

	private final UnaryOperator<String> redactor;

	private final RecordingScope scope;

	private Recordings(Path folder, RecordingMode mode, @Nullable String baseUrl, Set<String> ignoredFields,
			double pauseFactor, UnaryOperator<String> redactor, RecordingScope scope) {
		this.folder = folder;
		this.mode = mode;
		this.baseUrl = baseUrl;
		this.ignoredFields = ignoredFields;
		this.pauseFactor = pauseFactor;
		this.redactor = redactor;
		this.scope = scope;
	}

	/**
	 * Replay the recordings of a folder, without a network.
	 * @param folder the folder; one that does not exist has no recordings
	 * @return the settings
	 */
	public static Recordings replay(Path folder) {
		return of(folder, RecordingMode.REPLAY, null);
	}

	/**
	 * Forward each request to a real server and record its answer. A recording of the
	 * same request is replaced.
	 * @param folder the folder; it is created with the first recording
	 * @param baseUrl the base URL of the real server, for example
	 * {@code http://localhost:11434}
	 * @return the settings
	 */
	public static Recordings record(Path folder, String baseUrl) {
		return of(folder, RecordingMode.RECORD, baseUrl);
	}

	/**
	 * Replay the recordings of a folder. Forward requests without a recording to a real
	 * server, and record them.
	 * @param folder the folder; it is created with the first recording
	 * @param baseUrl the base URL of the real server, for example
	 * {@code http://localhost:11434}
	 * @return the settings
	 */
	public static Recordings recordMissing(Path folder, String baseUrl) {
		return of(folder, RecordingMode.RECORD_MISSING, baseUrl);
	}

	private static Recordings of(Path folder, RecordingMode mode, @Nullable String baseUrl) {
		RecordingScope scope = new RecordingScope(null, false, ", start the server with Recordings.recordMissing(..)",
				"use another base URL", (problem) -> {
				});
		return new Recordings(folder, mode, baseUrl, Set.of(), 0, UnaryOperator.identity(), scope);
	}

	/**
	 * Set which fields of a request are not compared, because they vary between runs.
	 * @param names names as on the wire, with a dot before those within an object, for
	 * example {@code keep_alive} and {@code options.seed}; none by default
	 * @return new settings
	 */
	public Recordings ignoredFields(String... names) {
		return new Recordings(this.folder, this.mode, this.baseUrl, Set.of(names), this.pauseFactor, this.redactor,
				this.scope);
	}

	/**
	 * Set what the recorded pauses are multiplied with when they are replayed.
	 * @param pauseFactor 1 waits as long as the real server, 0.1 a tenth of that; zero,
	 * the default, does not wait
	 * @return new settings
	 * @throws IllegalArgumentException if the factor is negative or not a finite number
	 */
	public Recordings pauseFactor(double pauseFactor) {
		if (!(pauseFactor >= 0 && pauseFactor < Double.POSITIVE_INFINITY)) {
			throw new IllegalArgumentException("'pauseFactor' must be zero or a positive number");
		}
		return new Recordings(this.folder, this.mode, this.baseUrl, this.ignoredFields, pauseFactor, this.redactor,
				this.scope);
	}

	/**
	 * Set a function that changes texts before they are stored, for example to remove
	 * names: the texts of the request, the joined texts of the response, and all other
	 * texts in it. Requests are compared after the function has changed them, so it is
	 * needed for replays too. If it changes something, {@code context} and
	 * {@code logprobs} are not stored, because they repeat the text.
	 * @param redactor returns the text to store; called by several threads
	 * @return new settings
	 */
	public Recordings redactor(UnaryOperator<String> redactor) {
		return new Recordings(this.folder, this.mode, this.baseUrl, this.ignoredFields, this.pauseFactor, redactor,
				this.scope);
	}

	Recordings scope(RecordingScope newScope) {
		return new Recordings(this.folder, this.mode, this.baseUrl, this.ignoredFields, this.pauseFactor, this.redactor,
				newScope);
	}

	RecordingFolder read() {
		return RecordingFolder.read(this.folder, new RequestMatcher(this.ignoredFields, this.redactor));
	}

	RecordingSession open() {
		return open(read());
	}

	RecordingSession open(RecordingFolder read) {
		RecordingProxy proxy = (this.baseUrl != null) ? new RecordingProxy(this.baseUrl) : null;
		return new RecordingSession(read, this.scope, proxy, this.mode, this.pauseFactor);
	}

}
