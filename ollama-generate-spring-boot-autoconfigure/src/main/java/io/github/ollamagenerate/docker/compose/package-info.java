/**
 * Connection to an Ollama server that runs as a service of Docker Compose.
 */
@NullMarked
package io.github.ollamagenerate.docker.compose;

import org.jspecify.annotations.NullMarked;
