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

package io.github.ollamagenerate.integration.cookbook;

import java.io.File;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a test where there is no Chromium, and says so. In CI it runs, and fails.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresChromium.Browser.class)
@interface RequiresChromium {

	/**
	 * Looks for the browser, and shows a page.
	 */
	final class Browser implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			if (System.getenv("CI") != null) {
				return ConditionEvaluationResult.enabled("CI has a browser");
			}
			return find().isPresent() ? ConditionEvaluationResult.enabled("Chromium is there")
					: ConditionEvaluationResult
						.disabled("No browser: install Chromium (Debian: apt-get install chromium)");
		}

		static Process open(String url, Path profile) throws IOException {
			// the only page is ours, and containers have no sandbox
			return new ProcessBuilder(find().orElseThrow().getPath(), "--headless=new", "--no-sandbox", "--disable-gpu",
					"--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
					"--disable-component-update", "--disable-sync", "--user-data-dir=" + profile, url)
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
		}

		// its other processes write to the profile as well, and live on without it
		static void close(Process browser) {
			List<ProcessHandle> processes = Stream.concat(Stream.of(browser.toHandle()), browser.descendants())
				.toList();
			processes.forEach(ProcessHandle::destroyForcibly);
			processes.forEach((process) -> process.onExit().join());
		}

		private static Optional<File> find() {
			return Stream.of(System.getenv("PATH").split(File.pathSeparator))
				.map((folder) -> new File(folder, "chromium"))
				.filter(File::canExecute)
				.findFirst();
		}

	}

}
