/**
 * From the bytes of an answer to its chunks: packets that are cut anywhere become lines,
 * lines become chunks, and what cannot be read becomes a
 * {@link io.github.ollamagenerate.client.ndjson.NdjsonException}.
 * <p>
 * Internal. Requests, retries, timeouts, the text of exceptions, warnings, and the
 * accumulation of chunks do not belong here.
 */
@NullMarked
package io.github.ollamagenerate.client.ndjson;

import org.jspecify.annotations.NullMarked;
