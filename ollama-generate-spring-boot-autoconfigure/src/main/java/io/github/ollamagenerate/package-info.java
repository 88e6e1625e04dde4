/**
 * Text generation with Ollama: operations, requests, responses, and exceptions.
 */
@NullMarked
package io.github.ollamagenerate;

import org.jspecify.annotations.NullMarked;
