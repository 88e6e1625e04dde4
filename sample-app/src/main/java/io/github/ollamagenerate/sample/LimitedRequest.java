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

package io.github.ollamagenerate.sample;

import java.io.IOException;
import java.util.function.Supplier;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request whose body ends with an exception if it goes on for too long.
 */
final class LimitedRequest extends HttpServletRequestWrapper {

	private final long limit;

	private final Supplier<RuntimeException> tooLarge;

	LimitedRequest(HttpServletRequest request, long limit, Supplier<RuntimeException> tooLarge) {
		super(request);
		this.limit = limit;
		this.tooLarge = tooLarge;
	}

	@Override
	public ServletInputStream getInputStream() throws IOException {
		return new LimitedInputStream(super.getInputStream());
	}

	private final class LimitedInputStream extends ServletInputStream {

		private final ServletInputStream body;

		private long count;

		private LimitedInputStream(ServletInputStream body) {
			this.body = body;
		}

		@Override
		public int read() throws IOException {
			int value = this.body.read();
			count((value >= 0) ? 1 : 0);
			return value;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int read = this.body.read(buffer, offset, length);
			count(read);
			return read;
		}

		private void count(int read) {
			this.count += Math.max(read, 0);
			if (this.count > LimitedRequest.this.limit) {
				throw LimitedRequest.this.tooLarge.get();
			}
		}

		@Override
		public boolean isFinished() {
			return this.body.isFinished();
		}

		@Override
		public boolean isReady() {
			return this.body.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			this.body.setReadListener(listener);
		}

	}

}
