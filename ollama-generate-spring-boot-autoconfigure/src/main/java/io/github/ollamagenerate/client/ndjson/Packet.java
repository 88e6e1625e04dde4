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

package io.github.ollamagenerate.client.ndjson;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * The bytes that the network delivered last. The array is used again for the next packet,
 * so that a packet costs no memory.
 */
final class Packet {

	private byte[] bytes = new byte[512];

	private int start;

	private int end;

	/**
	 * Copy a buffer, which stays the caller's.
	 */
	void take(DataBuffer buffer) {
		this.start = 0;
		this.end = buffer.readableByteCount();
		if (this.bytes.length < this.end) {
			this.bytes = new byte[this.end];
		}
		buffer.read(this.bytes, 0, this.end);
	}

	/**
	 * Skip the beginning of the packet.
	 * @param length the number of bytes to skip
	 */
	void skip(int length) {
		this.start += length;
	}

	/**
	 * Return the array that holds the packet, valid until the next one.
	 */
	byte[] bytes() {
		return this.bytes;
	}

	int start() {
		return this.start;
	}

	int end() {
		return this.end;
	}

	boolean isEmpty() {
		return this.start == this.end;
	}

	boolean endsLine() {
		return this.bytes[this.end - 1] == '\n';
	}

}
