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

/**
 * Runs a {@link MockOllamaServer} until the process is stopped, for those who develop
 * against Ollama without a GPU. Started with {@code java -jar} by the jar with the
 * classifier {@code standalone}.
 */
final class MockOllamaServerMain {

	private MockOllamaServerMain() {
	}

	public static void main(String[] args) throws InterruptedException {
		try {
			run(MockOllamaServerArguments.parse(args));
		}
		catch (IllegalArgumentException ex) {
			exit(2, ex);
		}
		catch (IllegalStateException ex) {
			exit(1, ex);
		}
	}

	private static void run(MockOllamaServerArguments arguments) throws InterruptedException {
		if (arguments.help()) {
			System.out.println("Starts a mock Ollama server. Arguments: " + MockOllamaServerArguments.ACCEPTED);
			return;
		}
		// recent JVMs print warnings when Netty loads its native transport
		System.setProperty("io.netty.transport.noNative", "true");
		MockOllamaServer.Builder builder = MockOllamaServer.builder()
			.host(arguments.host())
			.port(arguments.port())
			.tokenPause(arguments.tokenPause())
			.recordings(arguments.recordings().toRecordings())
			.faults(arguments.faults().stream().map(MockFault::new).toArray(MockFault[]::new));
		arguments.models().forEach((model) -> builder.model(model.name(), model.capabilities().toArray(String[]::new)));
		try (MockOllamaServer server = builder.start()) {
			System.out.println("Mock Ollama server at " + server.url() + ", " + arguments.recordings().description()
					+ ". Ctrl-C stops it.");
			// the server's threads are daemons, so this one keeps the process alive
			Thread.currentThread().join();
		}
	}

	private static void exit(int status, RuntimeException reason) {
		System.err.println(reason.getMessage());
		System.exit(status);
	}

}
