package io.github.ollamagenerate.test.internal.http;

import java.util.Date;

import io.netty.handler.codec.DateFormatter;

/**
 * The value of a {@code Date} header. Written once a second, however many answers carry
 * it.
 */
final class HttpDate {

	private static final HttpDate SHARED = new HttpDate();

	private volatile Written latest = new Written(-1, "");

	static String now() {
		return SHARED.at(System.currentTimeMillis());
	}

	String at(long millis) {
		long second = millis / 1_000;
		Written written = this.latest;
		if (written.second() != second) {
			written = new Written(second, DateFormatter.format(new Date(second * 1_000)));
			this.latest = written;
		}
		return written.text();
	}

	private record Written(long second, String text) {

	}

}
