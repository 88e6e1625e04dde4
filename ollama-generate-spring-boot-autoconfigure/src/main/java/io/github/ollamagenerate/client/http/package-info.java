/**
 * How requests and responses travel over connections. Internal: not part of the API.
 * <p>
 * What belongs here knows HTTP and connections. What a request or an answer means, which
 * exception a caller gets, retry, and timeouts do not belong here.
 */
@NullMarked
package io.github.ollamagenerate.client.http;

import org.jspecify.annotations.NullMarked;
