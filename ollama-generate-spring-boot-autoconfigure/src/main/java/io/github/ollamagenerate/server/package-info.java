/**
 * What the server says about itself and its models, and the pull of models.
 */
@NullMarked
package io.github.ollamagenerate.server;

import org.jspecify.annotations.NullMarked;
