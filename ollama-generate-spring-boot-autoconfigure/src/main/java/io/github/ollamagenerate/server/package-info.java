/**
 * Client for information about the server and its models, which can also pull a model.
 */
@NullMarked
package io.github.ollamagenerate.server;

import org.jspecify.annotations.NullMarked;
