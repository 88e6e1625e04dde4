/**
 * Actuator endpoint that shows the Ollama server and its models.
 */
@NullMarked
package io.github.ollamagenerate.endpoint;

import org.jspecify.annotations.NullMarked;
