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

package io.github.ollamagenerate.test.internal.endpoint;

import io.github.ollamagenerate.test.internal.go.GoDecoder;
import io.github.ollamagenerate.test.internal.go.GoValue;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;

/**
 * The body of a request about one model, read as Go's JSON decoder does.
 */
final class ModelRequest {

	private String model = "";

	private String name = "";

	private String system = "";

	private boolean verbose;

	private boolean insecure;

	private boolean streaming = true;

	private ModelRequest() {
	}

	/**
	 * Read a request.
	 * @param request the request
	 * @param type the name of the server's Go type, which is part of its error texts
	 * @return the body
	 * @throws Refusal if the body is not of that type
	 */
	static ModelRequest of(ReceivedRequest request, String type) {
		ModelRequest body = new ModelRequest();
		GoDecoder.decode(request.body(), type, body::read);
		return body;
	}

	private void read(GoValue value) {
		switch (value.field()) {
			case "model" -> this.model = value.string(this.model);
			case "name" -> this.name = value.string(this.name);
			case "system" -> this.system = value.string(this.system);
			case "verbose" -> this.verbose = value.bool(this.verbose);
			case "insecure" -> this.insecure = value.bool(this.insecure);
			case "stream" -> this.streaming = value.boolOr(true);
			default -> {
			}
		}
	}

	/** The model's name, which once went by "name"; empty if absent. */
	String model() {
		return this.model.isEmpty() ? this.name : this.model;
	}

	String system() {
		return this.system;
	}

	boolean verbose() {
		return this.verbose;
	}

	boolean insecure() {
		return this.insecure;
	}

	boolean streaming() {
		return this.streaming;
	}

}
