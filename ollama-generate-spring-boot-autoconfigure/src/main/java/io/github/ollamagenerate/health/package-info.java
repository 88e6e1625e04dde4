/**
 * Health of the Ollama server.
 */
@NullMarked
package io.github.ollamagenerate.health;

import org.jspecify.annotations.NullMarked;
