/**
 * Requests and answers as values, and the transport that reads the one and sends the
 * other: connections, pace, endings, and who may ask. Nothing here decides what an answer
 * says.
 */
@NullMarked
package io.github.ollamagenerate.test.internal.http;

import org.jspecify.annotations.NullMarked;
