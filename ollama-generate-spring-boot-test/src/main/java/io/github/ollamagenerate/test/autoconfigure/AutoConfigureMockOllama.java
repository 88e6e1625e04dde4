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
 * Gives a Spring test, for example a {@code @SpringBootTest}, a
 * {@link io.github.ollamagenerate.test.MockOllamaServer} bean, and sets
 * {@code ollama.base-url} to its address.
 * <p>
 * The server has the models of {@link io.github.ollamagenerate.test.MockOllamaServer} and
 * the one of {@code ollama.generate.model}. A bean of that type in the test's
 * configuration takes its place. After each test it is
 * {@linkplain io.github.ollamagenerate.test.MockOllamaServer#verify() verified} and
 * {@linkplain io.github.ollamagenerate.test.MockOllamaServer#reset() reset}; if the test
 * has failed, its {@linkplain io.github.ollamagenerate.test.MockOllamaServer#journal()
 * journal} goes into the report.
 * <p>
 * Spring's cache lets tests share the server. So that none sees the requests of another,
 * tests with this annotation do not run in parallel with each other.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@ResourceLock("io.github.ollamagenerate.test.MockOllamaServer")
public @interface AutoConfigureMockOllama {

}
