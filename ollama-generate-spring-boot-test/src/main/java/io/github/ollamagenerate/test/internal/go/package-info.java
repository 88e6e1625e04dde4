/**
 * Reads and writes JSON, base64, durations, times, and quoted texts as Go does, with the
 * error texts of Go's libraries. Nothing here knows of HTTP or of Ollama's API.
 */
@NullMarked
package io.github.ollamagenerate.test.internal.go;

import org.jspecify.annotations.NullMarked;
