/**
 * Connection to an Ollama server that runs in a container of a test.
 */
@NullMarked
package io.github.ollamagenerate.testcontainers;

import org.jspecify.annotations.NullMarked;
