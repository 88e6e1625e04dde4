/**
 * The endpoints of the server: what each accepts, in which order it checks, and what it
 * answers by itself. Enqueued answers never get here.
 */
@NullMarked
package io.github.ollamagenerate.test.internal.endpoint;

import org.jspecify.annotations.NullMarked;
