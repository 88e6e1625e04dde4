/**
 * Images of a real Ollama for tests in containers.
 */
@NullMarked
package io.github.ollamagenerate.test.testcontainers;

import org.jspecify.annotations.NullMarked;
