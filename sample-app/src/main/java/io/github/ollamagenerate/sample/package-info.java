/**
 * Web application that passes prompts to Ollama.
 */
@NullMarked
package io.github.ollamagenerate.sample;

import org.jspecify.annotations.NullMarked;
