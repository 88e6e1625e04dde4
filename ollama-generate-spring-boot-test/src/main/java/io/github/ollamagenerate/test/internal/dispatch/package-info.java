/**
 * Which answer a request gets, and when: enqueued answers, the queue of running
 * generations, and the records of what was requested. What the server answers by itself
 * belongs to {@code endpoint}.
 */
@NullMarked
package io.github.ollamagenerate.test.internal.dispatch;

import org.jspecify.annotations.NullMarked;
