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

package io.github.ollamagenerate.autoconfigure.endpoint;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.github.ollamagenerate.endpoint.OllamaEndpoint.ContextUsageDescriptor;
import io.github.ollamagenerate.endpoint.OllamaEndpoint.RequestsDescriptor;
import io.github.ollamagenerate.observation.GenerateObservationContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;

/**
 * Knows the requests that have not ended. A gauge would know their number only, and not
 * which of them wait.
 */
class ActiveRequests implements ObservationHandler<GenerateObservationContext> {

	private final Set<GenerateObservationContext> contexts = ConcurrentHashMap.newKeySet();

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof GenerateObservationContext;
	}

	@Override
	public void onStart(GenerateObservationContext context) {
		this.contexts.add(context);
	}

	@Override
	public void onStop(GenerateObservationContext context) {
		this.contexts.remove(context);
	}

	/**
	 * Return the requests by model, in the order of the names.
	 * @param usage the context usage by model
	 */
	Map<String, RequestsDescriptor> describe(Map<String, ContextUsageDescriptor> usage) {
		Map<String, RequestsDescriptor> requests = new TreeMap<>();
		usage.forEach((model, share) -> requests.put(model, new RequestsDescriptor(0, 0, share)));
		for (GenerateObservationContext context : this.contexts) {
			int waiting = (context.getTimeToFirstChunk() != null) ? 0 : 1;
			requests.merge(context.getModel(), new RequestsDescriptor(1, waiting, null),
					(known, more) -> new RequestsDescriptor(known.active() + 1, known.waiting() + more.waiting(),
							known.contextUsage()));
		}
		return requests;
	}

}
