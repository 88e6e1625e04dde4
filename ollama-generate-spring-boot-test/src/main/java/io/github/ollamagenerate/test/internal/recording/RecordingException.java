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

import java.nio.file.Path;

/**
 * A recording or its folder cannot be used. The message starts with the place.
 */
public final class RecordingException extends IllegalStateException {

	RecordingException(Path place, String problem) {
		super(place + ": " + problem);
	}

	RecordingException(Path file, int line, String problem) {
		super(place(file, line) + ": " + problem);
	}

	static String place(Path file, int line) {
		return file + ":" + line;
	}

}
