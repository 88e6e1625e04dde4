package io.github.ollamagenerate.client;

import io.github.ollamagenerate.GenerateRequest;

/**
 * Completes the requests of a template.
 *
 * @param defaults what a request leaves open
 * @param formats the formats of types
 */
record RequestDefaults(GenerateRequest defaults, ResponseFormats formats) {

	GenerateRequest complete(GenerateRequest request) {
		return this.formats.named(request.withDefaults(this.defaults));
	}

}
