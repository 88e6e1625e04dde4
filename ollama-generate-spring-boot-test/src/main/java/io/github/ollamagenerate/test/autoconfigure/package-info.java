/**
 * Spring tests against a mock server: a test slice, and the mock server for any other
 * test.
 */
@NullMarked
package io.github.ollamagenerate.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
