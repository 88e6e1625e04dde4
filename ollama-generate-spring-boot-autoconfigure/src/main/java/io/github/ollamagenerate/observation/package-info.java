/**
 * Observation of a generation: context, convention, documentation, and the meters of what
 * the server measured.
 */
@NullMarked
package io.github.ollamagenerate.observation;

import org.jspecify.annotations.NullMarked;
