/**
 * Contract of text generation with Ollama: operations, request, response, exceptions.
 */
@NullMarked
package io.github.ollamagenerate;

import org.jspecify.annotations.NullMarked;
