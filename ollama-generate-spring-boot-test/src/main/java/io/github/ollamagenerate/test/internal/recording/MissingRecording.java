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

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import org.jspecify.annotations.Nullable;

/**
 * Why a request has no recording, and what to do about it.
 *
 * @param summary one line without content, which a client can log
 * @param message several lines with excerpts of the content, for the report of a test
 */
record MissingRecording(String summary, String message) {

	/**
	 * Explain what is missing.
	 * @param request the request
	 * @param call the request as it would be stored
	 * @param answers how many answers to it are recorded, which are all used
	 * @param folder the recordings
	 * @param scope what they are used for
	 */
	static MissingRecording of(ReceivedRequest request, RecordedCall call, int answers, RecordingFolder folder,
			RecordingScope scope) {
		String intro = "No recording for " + request + scope.inTest();
		String command = "\n  To record it" + scope.command();
		if (answers > 0) {
			return of(intro, ((answers == 1) ? "the recorded answer is" : "all " + answers + " recorded answers are")
					+ " used already", command);
		}
		Optional<StoredRecording> found = nearest(call, folder, scope.test());
		if (found.isEmpty()) {
			return of(intro, "there are no recordings in " + folder, command);
		}
		StoredRecording nearest = found.get();
		RequestDifference difference = difference(nearest, call, folder);
		boolean same = difference.distance() == 0;
		List<String> summary = same ? List.of(anotherTest(nearest)) : difference.summary();
		List<String> details = same ? summary : difference.details();
		return new MissingRecording(intro + ", " + nearest.file().getFileName() + ": " + String.join(", ", summary),
				intro + "\n  Nearest recording: " + nearest.place() + "\n    " + String.join("\n    ", details)
						+ command);
	}

	private static MissingRecording of(String intro, String reason, String command) {
		return new MissingRecording(intro + ", " + reason, intro + "\n  " + reason + command);
	}

	private static Optional<StoredRecording> nearest(RecordedCall call, RecordingFolder folder, @Nullable String test) {
		return folder.all()
			.stream()
			.min(Comparator.comparingDouble((StoredRecording stored) -> difference(stored, call, folder).distance())
				.thenComparing((stored) -> !Objects.equals(stored.recording().test(), test)));
	}

	private static RequestDifference difference(StoredRecording stored, RecordedCall call, RecordingFolder folder) {
		return RequestDifference.of(stored.recording().call(), call, folder.matcher());
	}

	private static String anotherTest(StoredRecording nearest) {
		return "the same request, recorded for the test '" + nearest.recording().test()
				+ "'. If the test was renamed, change 'test' in the file";
	}

}
