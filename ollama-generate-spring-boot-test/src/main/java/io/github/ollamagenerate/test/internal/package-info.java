/**
 * What all parts of the mock server share: the refusal of a request. What only some parts
 * need belongs to one of the packages below.
 */
@NullMarked
package io.github.ollamagenerate.test.internal;

import org.jspecify.annotations.NullMarked;
