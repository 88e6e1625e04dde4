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

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What recordings are used for, and whom problems concern.
 *
 * @param test the test that sends the requests, or null for none
 * @param repeated whether the last answer to a request is used again, as for a program
 * that runs for days
 * @param command what follows "To record it" in a message
 * @param serverSetting how to choose another real server, after "or"
 * @param listener takes each problem as it occurs
 */
public record RecordingScope(@Nullable String test, boolean repeated, String command, String serverSetting,
		Consumer<String> listener) {

	String inTest() {
		return (this.test != null) ? " in the test '" + this.test + "'" : "";
	}

}
