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

package io.github.ollamagenerate.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Adds a {@link io.github.ollamagenerate.test.MockOllamaServer} bean to a Spring test,
 * for example a {@code @SpringBootTest}, and sets {@code ollama.base-url} to its address.
 * <p>
 * The server has the
 * {@linkplain io.github.ollamagenerate.test.MockOllamaServer#DEFAULT_MODELS default
 * models} and the one of {@code ollama.generate.model}. A bean of that type in the test's
 * configuration replaces it. After each test it is
 * {@linkplain io.github.ollamagenerate.test.MockOllamaServer#verify() verified} and
 * {@linkplain io.github.ollamagenerate.test.MockOllamaServer#reset() reset}; if the test
 * has failed, its {@linkplain io.github.ollamagenerate.test.MockOllamaServer#journal()
 * journal} is added to the report.
 * <p>
 * Tests share the server through Spring's context cache. Tests with this annotation do
 * not run in parallel, so that none sees the requests of another.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@ResourceLock("io.github.ollamagenerate.test.MockOllamaServer")
public @interface AutoConfigureMockOllama {

}
