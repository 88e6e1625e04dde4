/**
 * Auto-configuration of {@link io.github.ollamagenerate.client.GenerateTemplate} and the
 * properties {@code ollama.*}.
 */
@NullMarked
package io.github.ollamagenerate.autoconfigure;

import org.jspecify.annotations.NullMarked;
