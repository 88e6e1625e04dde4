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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RecordingMode}.
 */
class RecordingModeTests {

	@ParameterizedTest
	@CsvSource({ ",,replay", "' ',,replay", "record,,record", "Record-Missing,'',record-missing",
			"RECORD_MISSING,false,record-missing", "' record ',FALSE,record", "replay,,replay", "record,true,replay",
			"record,1,replay", "record-missing,' ',record-missing", ",true,replay" })
	void modeIsChosenExceptOnACiServer(String value, String ci, String mode) {
		assertThat(RecordingMode.of(value, ci)).hasToString(mode);
	}

	@Test
	void unknownModeIsNamedWithTheOthers() {
		assertThatIllegalArgumentException().isThrownBy(() -> RecordingMode.of("rec", "true"))
			.withMessage("'rec' is not a mode of recordings. The modes are replay, record, record-missing");
	}

}
