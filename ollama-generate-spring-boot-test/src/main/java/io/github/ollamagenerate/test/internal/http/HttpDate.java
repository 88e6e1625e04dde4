/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
