/**
 * Auto-configuration of the actuator endpoint.
 */
@NullMarked
package io.github.ollamagenerate.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
