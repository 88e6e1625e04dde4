package io.github.ollamagenerate.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Status line and headers of an answer.
 *
 * @param status the HTTP status code
 * @param contentType the content type, or null for none
 * @param headers further headers in order
 */
record AnswerHead(int status, @Nullable String contentType, List<Map.Entry<String, String>> headers) {

	static AnswerHead of(int status, String contentType) {
		return new AnswerHead(status, contentType, List.of());
	}

	AnswerHead withStatus(int newStatus) {
		return new AnswerHead(newStatus, this.contentType, this.headers);
	}

	AnswerHead withContentType(@Nullable String newContentType) {
		return new AnswerHead(this.status, newContentType, this.headers);
	}

	AnswerHead withHeader(String name, String value) {
		List<Map.Entry<String, String>> newHeaders = new ArrayList<>(this.headers);
		newHeaders.add(Map.entry(name, value));
		return new AnswerHead(this.status, this.contentType, List.copyOf(newHeaders));
	}

}
