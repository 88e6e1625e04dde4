/**
 * Checks of configuration at start-up, and the messages for what they find: unknown
 * properties, values that cannot work, and the analyzers of both. Checks that run during
 * a request belong to {@code client}.
 */
@NullMarked
package io.github.ollamagenerate.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
