/**
 * What it costs to read an answer, end to end, beside a hand-written loop and other
 * clients.
 */
@NullMarked
package io.github.ollamagenerate.benchmarks;

import org.jspecify.annotations.NullMarked;
