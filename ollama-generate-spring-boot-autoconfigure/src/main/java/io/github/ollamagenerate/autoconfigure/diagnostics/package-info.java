/**
 * Checks of the configuration at start-up: unknown properties, values that are not valid,
 * and the failure analyzers for both. Checks that run during a request belong to
 * {@code client}.
 */
@NullMarked
package io.github.ollamagenerate.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
