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

package io.github.ollamagenerate.release;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.MavenInvocationException;

/**
 * Runs the Maven of this build in a folder, with no more of the environment than it
 * needs: not with credentials.
 */
final class Maven {

	private Maven() {
	}

	static Result run(Path folder, Map<String, String> environment, List<String> arguments) {
		InvocationRequest request = new DefaultInvocationRequest();
		request.setBaseDirectory(folder.toFile());
		request.setBatchMode(true);
		request.setShellEnvironmentInherited(false);
		request.addShellEnvironment("PATH", System.getenv("PATH"));
		request.addShellEnvironment("HOME", System.getProperty("user.home"));
		environment.forEach(request::addShellEnvironment);
		request.setJavaHome(new File(System.getProperty("java.home")));
		request.addArgs(arguments);
		List<String> lines = new ArrayList<>();
		request.setOutputHandler(lines::add);
		try {
			int exitCode = new DefaultInvoker().setMavenHome(new File(System.getProperty("maven.home")))
				.execute(request)
				.getExitCode();
			return new Result(exitCode, String.join("\n", lines));
		}
		catch (MavenInvocationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Result(int exitCode, String output) {

		Result orThrow() {
			if (this.exitCode != 0) {
				throw new IllegalStateException("Maven failed:\n" + this.output);
			}
			return this;
		}

	}

}
