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

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.InvalidRequestException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.CollectionUtils;
import org.springframework.util.StringUtils;

/**
 * Refuses what can never work, before anything is sent. Everything else is the server's
 * to judge.
 */
final class RequestChecks {

	private RequestChecks() {
	}

	/**
	 * Check a request whose defaults are filled in.
	 * @return the model of the request
	 */
	static String check(GenerateRequest request) {
		String model = request.model();
		if (model == null || model.isBlank()) {
			throw new InvalidRequestException(
					"No model is set: set it on the request or with the property ollama.generate.model", null, null);
		}
		String problem = problem(request);
		if (problem != null) {
			throw new InvalidRequestException(problem, model, null);
		}
		return model;
	}

	private static @Nullable String problem(GenerateRequest request) {
		if (request.options().asMap().get("num_ctx") instanceof Number numCtx && numCtx.longValue() < 0) {
			return "num_ctx must not be negative, but is " + numCtx;
		}
		if (request.isLoad()) {
			return null;
		}
		// white space is a prompt: the server generates for it
		if (!StringUtils.hasLength(request.prompt())) {
			return "The prompt is empty, so the server would load the model and generate nothing: "
					+ "set a prompt, or call load(model) to load it";
		}
		if (Boolean.TRUE.equals(request.raw()) && (StringUtils.hasLength(request.system())
				|| StringUtils.hasLength(request.template()) || !CollectionUtils.isEmpty(request.context()))) {
			return "raw cannot be combined with system, template, or context: put everything into the prompt, or do not set raw";
		}
		Integer topLogprobs = request.topLogprobs();
		if (topLogprobs != null && (topLogprobs < 0 || topLogprobs > 20)) {
			return "top_logprobs must be between 0 and 20, not " + topLogprobs;
		}
		return null;
	}

}
