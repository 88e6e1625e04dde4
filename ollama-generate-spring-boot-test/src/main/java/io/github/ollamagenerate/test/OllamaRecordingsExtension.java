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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

import io.github.ollamagenerate.test.internal.recording.RecordingFolder;
import io.github.ollamagenerate.test.internal.recording.RecordingSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives each test of a class with {@link OllamaRecordings @OllamaRecordings} its
 * recordings.
 */
final class OllamaRecordingsExtension implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

	static final String UNUSED = "ollama.recordings.unused";

	private static final Logger logger = System.getLogger(OllamaRecordings.class.getName());

	@Override
	public void beforeEach(ExtensionContext context) {
		RecordedTestSettings settings = RecordedTestSettings.of(context);
		RecordingFolder folder = folder(context, settings);
		RecordingSession session = settings.recordings().scope(RecordedTest.scope(context)).open(folder);
		MockOllamaExtension.store(context).put(RecordingSession.class, session);
		MockOllamaServer server = MockOllamaExtension.server(context);
		if (server != null) {
			server.answerFrom(session);
		}
		if (RecordedTest.usesSpring(context)) {
			SpringMockServers.of(context).forEach((bean) -> bean.answerFrom(session));
		}
	}

	@Override
	public void afterEach(ExtensionContext context) {
		@Nullable RecordingSession session = MockOllamaExtension.store(context)
			.remove(RecordingSession.class, RecordingSession.class);
		if (session != null && context.getExecutionException().isEmpty() && session.problems().isEmpty()) {
			session.awaitWritten();
			report(context, session.unused());
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		if (context.getEnclosingTestClasses().isEmpty()) {
			report(context, folder(context, RecordedTestSettings.of(context))
				.files((test) -> !RecordedTest.exists(test, context)));
		}
	}

	private static void report(ExtensionContext context, List<String> unused) {
		if (!unused.isEmpty()) {
			String files = String.join(", ", unused);
			logger.log(Level.WARNING,
					() -> "Recordings that " + context.getDisplayName() + " did not use: " + files + ". Delete them");
			context.publishReportEntry(UNUSED, files);
		}
	}

	// one for all tests of a class, which is read once
	private static RecordingFolder folder(ExtensionContext context, RecordedTestSettings settings) {
		return MockOllamaExtension.store(context.getRoot())
			.computeIfAbsent(settings.key(), (key) -> settings.recordings().read(), RecordingFolder.class);
	}

}
