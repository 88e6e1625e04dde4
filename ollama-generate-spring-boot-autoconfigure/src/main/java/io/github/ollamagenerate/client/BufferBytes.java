package io.github.ollamagenerate.client;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Takes the bytes out of a buffer and gives the buffer back.
 */
final class BufferBytes {

	private BufferBytes() {
	}

	static byte[] read(DataBuffer buffer) {
		try {
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			return bytes;
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

}
