package io.github.ollamagenerate.client;

import org.jspecify.annotations.Nullable;

import io.github.ollamagenerate.GenerateRequest;

/**
 * Body of a request. It is let go when the response begins, for with images it is large
 * and the answer may take minutes; an attempt after that writes it again.
 */
final class RequestBody {

	private final GenerateRequest request;

	private final boolean stream;

	private volatile byte @Nullable [] bytes;

	RequestBody(GenerateRequest request, boolean stream) {
		this.request = request;
		this.stream = stream;
		this.bytes = GenerateRequestWriter.write(request, stream);
	}

	byte[] bytes() {
		byte[] bytes = this.bytes;
		return (bytes != null) ? bytes : GenerateRequestWriter.write(this.request, this.stream);
	}

	void letGo() {
		this.bytes = null;
	}

}
