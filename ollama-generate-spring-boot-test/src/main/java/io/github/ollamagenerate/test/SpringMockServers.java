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

import java.util.Collection;

import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * The servers of a Spring test. The only class outside of {@code autoconfigure} that
 * needs Spring, and used only if the test does.
 */
final class SpringMockServers {

	private SpringMockServers() {
	}

	/**
	 * Return the servers.
	 * @throws IllegalStateException if there is none; the message names the next step
	 */
	static Collection<MockOllamaServer> of(ExtensionContext context) {
		Collection<MockOllamaServer> servers = SpringExtension.getApplicationContext(context)
			.getBeansOfType(MockOllamaServer.class)
			.values();
		if (servers.isEmpty()) {
			throw new IllegalStateException("@OllamaRecordings needs a MockOllamaServer, and the context of "
					+ context.getRequiredTestClass().getName() + " has none. Add @AutoConfigureMockOllama");
		}
		return servers;
	}

}
