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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.github.ollamagenerate.test.internal.recording.RecordingMode;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Settings of a class with {@link OllamaRecordings @OllamaRecordings}.
 *
 * @param recordings the settings of its recordings
 * @param key the same for all tests that share what was read
 */
record RecordedTestSettings(Recordings recordings, Object key) {

	static final String MODE = "ollama.recordings.mode";

	static final String BASE_URL = "ollama.recordings.base-url";

	static final String FOLDER = "ollama.recordings.folder";

	private static final String DEFAULT_BASE_URL = "http://localhost:11434";

	private static final String DEFAULT_FOLDER = "src/test/resources/ollama";

	static RecordedTestSettings of(ExtensionContext context) {
		OllamaRecordings annotation = AnnotationSupport
			.findAnnotation(context.getRequiredTestClass(), OllamaRecordings.class, context.getEnclosingTestClasses())
			.orElseThrow();
		Path folder = RecordedTest.project(context)
			.resolve(setting(context, FOLDER).orElse(DEFAULT_FOLDER))
			.resolve(RecordedTest.topLevel(context).getCanonicalName());
		RecordingMode mode = RecordingMode.of(setting(context, MODE).orElse(null), setting(context, "CI").orElse(null));
		String baseUrl = setting(context, BASE_URL).orElse(DEFAULT_BASE_URL);
		Recordings recordings = switch (mode) {
			case REPLAY -> Recordings.replay(folder);
			case RECORD -> Recordings.record(folder, baseUrl);
			case RECORD_MISSING -> Recordings.recordMissing(folder, baseUrl);
		};
		List<Class<? extends UnaryOperator<String>>> redactors = List.of(annotation.redactors());
		return new RecordedTestSettings(
				recordings.ignoredFields(annotation.ignoredFields())
					.pauseFactor(annotation.pauseFactor())
					.redactor(redactor(redactors)),
				List.of(folder, Arrays.asList(annotation.ignoredFields()), redactors));
	}

	private static Optional<String> setting(ExtensionContext context, String name) {
		String variable = name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
		return context.getConfigurationParameter(name).or(() -> Optional.ofNullable(System.getenv(variable)));
	}

	private static UnaryOperator<String> redactor(List<Class<? extends UnaryOperator<String>>> types) {
		List<? extends UnaryOperator<String>> redactors = types.stream().map(ReflectionSupport::newInstance).toList();
		return (text) -> {
			String redacted = text;
			for (UnaryOperator<String> redactor : redactors) {
				redacted = redactor.apply(redacted);
			}
			return redacted;
		};
	}

}
