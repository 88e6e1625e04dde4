/**
 * A mock Ollama server for tests, with scripted and default answers.
 */
@NullMarked
package io.github.ollamagenerate.test;

import org.jspecify.annotations.NullMarked;
