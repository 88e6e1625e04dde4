/**
 * Observation of a generation: context, convention, documentation, and meters of the
 * server's metrics.
 */
@NullMarked
package io.github.ollamagenerate.observation;

import org.jspecify.annotations.NullMarked;
