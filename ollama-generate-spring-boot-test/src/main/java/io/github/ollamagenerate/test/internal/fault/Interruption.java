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

package io.github.ollamagenerate.test.internal.fault;

import java.util.Comparator;
import java.util.List;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Where in the body of an answer a fault interrupts it, and which one.
 *
 * @param type what happens there
 * @param index how many bytes of a buffer are sent before
 */
record Interruption(Fault.Type type, int index) {

	/**
	 * Counts what was sent of a body so far.
	 */
	static final class Finder {

		private final List<Fault> faults;

		private long tokens;

		private long bytes;

		/**
		 * Create a finder.
		 * @param faults the faults that interrupt this body
		 */
		Finder(List<Fault> faults) {
			this.faults = faults;
		}

		/** Find the first interruption within a buffer, null if there is none. */
		@Nullable Interruption find(ByteBuf buffer) {
			return this.faults.stream()
				.map((fault) -> new Interruption(fault.type(), index(fault, buffer)))
				.filter((interruption) -> interruption.index < buffer.readableBytes())
				.min(Comparator.comparingInt(Interruption::index))
				.orElse(null);
		}

		private int index(Fault fault, ByteBuf buffer) {
			if (!fault.type().countsTokens()) {
				return (int) Math.min(Integer.MAX_VALUE, fault.value() - this.bytes);
			}
			int end = buffer.readerIndex();
			for (long missing = fault.value() - this.tokens; missing > 0; missing--) {
				int newline = buffer.indexOf(end, buffer.writerIndex(), (byte) '\n');
				if (newline < 0) {
					return Integer.MAX_VALUE;
				}
				end = newline + 1;
			}
			return end - buffer.readerIndex();
		}

		/** Count a buffer that is sent. */
		void sent(ByteBuf buffer) {
			this.bytes += buffer.readableBytes();
			for (int i = buffer.readerIndex(); i < buffer.writerIndex(); i++) {
				if (buffer.getByte(i) == '\n') {
					this.tokens++;
				}
			}
		}

	}

}
