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

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Lets the {@link MockOllamaServer} of a test class answer with recordings of a real
 * server, next to {@code @OllamaGenerateTest}, {@code @AutoConfigureMockOllama}, or
 * {@code @ExtendWith(MockOllamaExtension.class)}: <pre class="code">
 * &#064;OllamaGenerateTest(WeatherService.class)
 * &#064;OllamaRecordings
 * class WeatherServiceTests {
 *
 *   &#064;Test
 *   void tellsTheWeather(&#064;Autowired WeatherService weather) {
 *     ...
 *   }
 *
 * }
 * </pre> The recordings of a class are in a folder with its full name below
 * {@code src/test/resources/ollama}. Each test has its own recordings, and each
 * invocation of a parameterized or repeated test. A {@code @BeforeEach} method is part of
 * its test. Requests outside of a test get the answers of the mock server.
 * <p>
 * The property {@code ollama.recordings.mode} decides where answers come from. It is a
 * system property, a configuration parameter of JUnit, or the environment variable
 * {@code OLLAMA_RECORDINGS_MODE}:
 * <ul>
 * <li>{@code replay}, the default, uses recordings only. If the environment variable
 * {@code CI} is set, the mode is always {@code replay}.</li>
 * <li>{@code record} forwards each request to a real server. If the test passes, its
 * other recordings are deleted.</li>
 * <li>{@code record-missing} forwards requests that have no recording.</li>
 * </ul>
 * The property {@code ollama.recordings.base-url} is the base URL of the real server,
 * {@code http://localhost:11434} by default.
 * <p>
 * A request without a recording fails with status 501, and its test fails with the
 * nearest recording, the difference, and the command that records the request. A
 * {@code GET} request can come from a health check or a meter, so the test only fails if
 * it needs the answer. If a test passes without some of its recordings, a warning and an
 * entry of JUnit's report list them.
 *
 * @see Recordings
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(OllamaRecordingsExtension.class)
public @interface OllamaRecordings {

	/**
	 * Fields of a request that are not compared, because they vary between runs.
	 * @return names as on the wire, with a dot before those within an object, for example
	 * {@code keep_alive} and {@code options.seed}
	 */
	String[] ignoredFields() default {};

	/**
	 * What the recorded pauses are multiplied with when they are replayed.
	 * @return 1 to wait as long as the real server, 0.1 for a tenth of that; zero does
	 * not wait
	 */
	double pauseFactor() default 0;

	/**
	 * Functions that change texts before they are stored and compared, one after the
	 * other.
	 * @return classes with a constructor without parameters
	 * @see Recordings#redactor(UnaryOperator)
	 */
	Class<? extends UnaryOperator<String>>[] redactors() default {};

}
