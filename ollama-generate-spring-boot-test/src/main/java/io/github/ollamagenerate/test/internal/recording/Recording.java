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

import org.jspecify.annotations.Nullable;

/**
 * A request to a real server and its answer, the content of one file.
 *
 * @param test the test that has sent the request, or null for none
 * @param call the request
 * @param answer which answer to this request it is, from 1
 * @param response the answer
 */
public record Recording(@Nullable String test, RecordedCall call, int answer, RecordedResponse response) {

	/** The version of the format. */
	static final int VERSION = 1;

}
