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

package io.github.ollamagenerate.observation;

import java.net.URI;
import java.util.function.UnaryOperator;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;

/**
 * Contexts of observations, of requests to model {@code m}.
 */
final class Contexts {

	private Contexts() {
	}

	static GenerateObservationContext of(String model) {
		return of(GenerateRequest.builder().model(model).prompt("p").build(), true, "http://localhost:11434");
	}

	static GenerateObservationContext of(UnaryOperator<GenerateRequest.Builder> request) {
		return of(request.apply(GenerateRequest.builder().model("m")).build(), true, "http://localhost:11434");
	}

	static GenerateObservationContext of(GenerateRequest request, boolean stream, String serverAddress) {
		return new GenerateObservationContext(request.model(), request, stream, URI.create(serverAddress), () -> null);
	}

	static GenerateObservationContext answered(GenerateObservationContext context) {
		context.setResponse(GenerateResponse.builder().model(context.getModel()).doneReason("stop").build());
		return context;
	}

	static GenerateObservationContext withTags(GenerateObservationContext context) {
		context
			.addLowCardinalityKeyValues(new DefaultGenerateObservationConvention().getLowCardinalityKeyValues(context));
		return context;
	}

}
