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

package io.github.ollamagenerate.client;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.ollamagenerate.ModelOptions;
import io.github.ollamagenerate.client.http.Printable;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs what happens silently: a server ignores unknown options and reloads a model if its
 * load options change, and a model may think without answering.
 */
final class GenerateWarnings {

	private static final Log logger = LogFactory.getLog(GenerateWarnings.class);

	// names may come from outside
	private static final int MAX_NAMES = 100;

	// a change of one of them makes the server reload the model
	private static final List<String> LOAD_OPTIONS = List.of("num_ctx", "num_batch", "num_gpu", "main_gpu", "use_mmap",
			"num_thread");

	private final Set<String> seen = ConcurrentHashMap.newKeySet();

	private final Map<String, List<Object>> loadOptions = new ConcurrentHashMap<>();

	/**
	 * Look at the options of a request.
	 */
	void request(String model, ModelOptions options) {
		unknownOptions(options);
		otherLoadOptions(model, options);
	}

	private void otherLoadOptions(String model, ModelOptions options) {
		List<Object> values = LOAD_OPTIONS.stream()
			.map((name) -> options.asMap().getOrDefault(name, "default"))
			.toList();
		if (this.loadOptions.size() >= MAX_NAMES && !this.loadOptions.containsKey(model)) {
			return;
		}
		List<Object> before = this.loadOptions.put(model, values);
		if (before != null && !before.equals(values) && this.seen.add("reload of " + model)) {
			logger.warn("Requests for model '" + Printable.name(model) + "' differ in " + LOAD_OPTIONS + ": "
					+ Printable.name(before.toString()) + ", then " + Printable.name(values.toString())
					+ ". The server reloads the model at each change. Set them once, with ollama.generate.options.");
		}
	}

	// each that has no setter, once
	private void unknownOptions(ModelOptions options) {
		for (String name : options.asMap().keySet()) {
			if (!ModelOptions.names().contains(name) && this.seen.size() < MAX_NAMES && this.seen.add(name)) {
				logger.warn("Option '" + Printable.name(name)
						+ "' is unknown to this version. It is sent, but a server that does not "
						+ "know it ignores it silently. Is it misspelled?");
			}
		}
	}

	/**
	 * Log an answer that has thinking text alone.
	 */
	void answer(String model, ResponseAccumulator received) {
		if (received.isThinkingOnly()) {
			logger.warn("Model '" + Printable.name(model) + "' has thought but not answered (done_reason "
					+ Printable.name(String.valueOf(received.join().doneReason()))
					+ "). Turn think off, or raise num_predict.");
		}
	}

}
