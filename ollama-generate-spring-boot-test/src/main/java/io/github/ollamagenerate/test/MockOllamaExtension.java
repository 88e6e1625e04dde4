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

import io.github.ollamagenerate.test.internal.recording.RecordingSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * JUnit extension that passes a {@link MockOllamaServer} to tests as a parameter, without
 * Spring: <pre class="code">
 * &#064;ExtendWith(MockOllamaExtension.class)
 * class WeatherServiceTests {
 *
 *   &#064;Test
 *   void tellsTheWeather(MockOllamaServer ollama) {
 *     ...
 *   }
 *
 * }
 * </pre> Each test gets its own server, which its {@code @BeforeEach} and
 * {@code @AfterEach} methods share. A parameter of a {@code @BeforeAll} method or a
 * constructor starts a server for the whole class. After each test the server is
 * {@linkplain MockOllamaServer#verify() verified}. If the test has failed, its
 * {@linkplain MockOllamaServer#journal() journal} is added to the report.
 */
public final class MockOllamaExtension implements ParameterResolver, AfterEachCallback {

	private static final Namespace NAMESPACE = Namespace.create(MockOllamaExtension.class);

	private final MockOllamaServer.Builder settings;

	/**
	 * Create an extension with default settings, for {@code @ExtendWith}.
	 */
	public MockOllamaExtension() {
		this(MockOllamaServer.builder());
	}

	/**
	 * Create an extension with other settings, for a {@code @RegisterExtension} field.
	 * @param settings the settings of each server; with a fixed port, tests cannot run in
	 * parallel
	 */
	public MockOllamaExtension(MockOllamaServer.Builder settings) {
		this.settings = settings;
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == MockOllamaServer.class;
	}

	@Override
	public MockOllamaServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
		// JUnit closes what a store holds at the end of its test or class
		MockOllamaServer server = store(context).computeIfAbsent(MockOllamaServer.class, (key) -> this.settings.start(),
				MockOllamaServer.class);
		RecordingSession session = store(context).get(RecordingSession.class, RecordingSession.class);
		if (session != null) {
			server.answerFrom(session);
		}
		return server;
	}

	@Override
	public void afterEach(ExtensionContext context) {
		MockOllamaServer server = server(context);
		if (server != null) {
			server.afterTest(context.getExecutionException().orElse(null));
		}
	}

	/** The server that the tests of a context use so far, or null for none. */
	static @Nullable MockOllamaServer server(ExtensionContext context) {
		return store(context).get(MockOllamaServer.class, MockOllamaServer.class);
	}

	static Store store(ExtensionContext context) {
		return context.getStore(NAMESPACE);
	}

}
