/**
 * Auto-configuration of the health of the Ollama server.
 */
@NullMarked
package io.github.ollamagenerate.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
