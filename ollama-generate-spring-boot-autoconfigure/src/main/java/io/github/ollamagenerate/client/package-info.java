/**
 * {@link io.github.ollamagenerate.client.GenerateTemplate} and the path of a request.
 */
@NullMarked
package io.github.ollamagenerate.client;

import org.jspecify.annotations.NullMarked;
