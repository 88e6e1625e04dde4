/**
 * {@link io.github.ollamagenerate.client.GenerateTemplate} and how a request travels.
 */
@NullMarked
package io.github.ollamagenerate.client;

import org.jspecify.annotations.NullMarked;
