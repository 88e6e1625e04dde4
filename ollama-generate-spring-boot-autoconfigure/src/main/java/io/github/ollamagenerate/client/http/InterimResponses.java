package io.github.ollamagenerate.client.http;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Recognizes interim responses: any number of responses with a 1xx status may precede the
 * final one.
 * <p>
 * Reactor Netty takes each of them but 100 for the final response, returns the connection
 * to the pool, and the real response then answers the next request. This class is no
 * longer needed when {@code HttpClientOperations} of Reactor Netty skips all of them;
 * {@code ReactorNettyWorkaroundTests} then fails.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.2">RFC 9110, 15.2</a>
 */
final class InterimResponses {

	private boolean within;

	/**
	 * Return whether a message is a part of an interim response.
	 * @param message a message that comes before the final response
	 */
	boolean contains(Object message) {
		if (message instanceof HttpResponse response) {
			this.within = response.decoderResult().isSuccess() && isInterim(response.status());
		}
		boolean contains = this.within;
		if (message instanceof LastHttpContent) {
			this.within = false;
		}
		return contains;
	}

	// 101 is final: what follows is another protocol
	private static boolean isInterim(HttpResponseStatus status) {
		return status.codeClass() == HttpStatusClass.INFORMATIONAL
				&& status.code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
	}

}
