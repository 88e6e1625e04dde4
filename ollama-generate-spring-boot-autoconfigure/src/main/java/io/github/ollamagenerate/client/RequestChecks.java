package io.github.ollamagenerate.client;

import org.jspecify.annotations.Nullable;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.InvalidRequestException;

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
