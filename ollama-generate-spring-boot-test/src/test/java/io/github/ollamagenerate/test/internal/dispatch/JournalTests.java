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

package io.github.ollamagenerate.test.internal.dispatch;

import io.github.ollamagenerate.test.RecordedRequestTests;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Journal}. {@link EnqueuedAnswersTests} reads it through the server.
 */
class JournalTests {

	@Test
	void keepsTheNewestRequests() {
		Journal journal = new Journal(false);
		for (int i = 0; i < Journal.CAPACITY + 5; i++) {
			journal.add(RecordedRequestTests.received("{}"), HttpAnswer.json(200, ""), "x");
		}
		assertThat(journal.lines()).hasSize(Journal.CAPACITY + 1).first().isEqualTo("... 5 earlier ones");
		assertThat(journal.lines().get(1)).startsWith("6. ");
	}

}
