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

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any file is a recording that stays the same when it is written again, or is refused
 * with its name.
 */
class RecordingReaderFuzzTests {

	private static final Path FILE = Path.of("recording.json");

	@FuzzTest(maxDuration = "10m")
	void fileIsARecordingOrIsRefused(byte[] data) {
		String text = new String(data, StandardCharsets.UTF_8);
		Recording recording;
		try {
			recording = RecordingReader.read(FILE, text);
		}
		catch (RecordingException ex) {
			assertThat(ex.getMessage()).contains("recording.json");
			return;
		}
		String written = RecordingWriter.write(recording);
		assertThat(RecordingWriter.write(RecordingReader.read(FILE, written))).isEqualTo(written);
	}

}
