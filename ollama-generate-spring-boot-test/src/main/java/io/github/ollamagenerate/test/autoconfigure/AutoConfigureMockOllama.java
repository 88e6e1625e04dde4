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
