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

package io.github.ollamagenerate.test.internal.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.ollamagenerate.test.internal.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/**
 * The options that change a canned answer.
 *
 * @param seed the seed, 0 if absent
 * @param numPredict the maximum number of tokens to generate, below 0 for ten times the
 * context, 0 for no limit
 * @param numCtx the size of the context in tokens
 * @param stop texts that end the answer
 */
public record GenerateOptions(long seed, long numPredict, long numCtx, List<String> stop) {

	/** What the server takes on a machine without a large graphics card. */
	static final int DEFAULT_NUM_CTX = 4096;

	private static final int LEAST_NUM_CTX = 4;

	private static final Set<String> INTEGERS = Set.of("num_keep", "seed", "num_predict", "top_k", "repeat_last_n",
			"num_ctx", "num_batch", "num_gpu", "main_gpu", "num_thread");

	private static final Set<String> FLOATS = Set.of("temperature", "top_p", "min_p", "typical_p", "repeat_penalty",
			"presence_penalty", "frequency_penalty");

	/**
	 * Read options with the checks of {@code Options.FromMap} in Ollama's
	 * {@code api/types.go}.
	 * @param options the options as sent; unknown and null ones are ignored
	 * @return those that matter here
	 * @throws Refusal if a known one has the wrong type
	 */
	public static GenerateOptions of(JsonNode options) {
		options.properties().forEach(GenerateOptions::check);
		List<String> stop = options.path("stop").valueStream().map(JsonNode::stringValue).toList();
		return new GenerateOptions(integer(options, "seed", 0), integer(options, "num_predict", -1),
				Math.max(LEAST_NUM_CTX, integer(options, "num_ctx", DEFAULT_NUM_CTX)), stop);
	}

	private static void check(Map.Entry<String, JsonNode> option) {
		String name = option.getKey();
		if (INTEGERS.contains(name)) {
			check(option, JsonNodeType.NUMBER, "type integer");
		}
		else if (FLOATS.contains(name)) {
			check(option, JsonNodeType.NUMBER, "type float32");
		}
		else if (name.equals("use_mmap")) {
			check(option, JsonNodeType.BOOLEAN, "type boolean");
		}
		else if (name.equals("stop")) {
			check(option, JsonNodeType.ARRAY, "type array");
			if (!option.getValue().valueStream().allMatch(JsonNode::isString)) {
				throw refusal(name, "an array of strings");
			}
		}
	}

	private static void check(Map.Entry<String, JsonNode> option, JsonNodeType type, String typeName) {
		if (!option.getValue().isNull() && option.getValue().getNodeType() != type) {
			throw refusal(option.getKey(), typeName);
		}
	}

	private static Refusal refusal(String name, String type) {
		return new Refusal(500, "option \"" + name + "\" must be of " + type);
	}

	/** The maximum number of tokens to generate. */
	long limit() {
		if (this.numPredict == 0) {
			return Long.MAX_VALUE;
		}
		long most = 10 * this.numCtx;
		return (this.numPredict < 0) ? most : Math.min(this.numPredict, most);
	}

	private static long integer(JsonNode options, String name, long otherwise) {
		JsonNode value = options.path(name);
		return value.isNumber() ? (long) value.doubleValue() : otherwise;
	}

}
