/**
 * Auto-configuration of the meters of a generation.
 */
@NullMarked
package io.github.ollamagenerate.autoconfigure.observation;

import org.jspecify.annotations.NullMarked;
