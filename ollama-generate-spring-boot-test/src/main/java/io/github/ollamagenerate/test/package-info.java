/**
 * A mock Ollama server for tests, with answers that a test enqueues and answers of its
 * own.
 * <p>
 * Only the types that a test touches belong here, and the command line. How the server
 * works is in the {@code internal} packages, which never import this one and are not part
 * of the API.
 */
@NullMarked
package io.github.ollamagenerate.test;

import org.jspecify.annotations.NullMarked;
