/**
 * Preparation of the configured model when the application is ready: pull and warm-up.
 * Requests that do so on behalf of the application belong to {@code client} and
 * {@code server}.
 */
@NullMarked
package io.github.ollamagenerate.autoconfigure.preparation;

import org.jspecify.annotations.NullMarked;
