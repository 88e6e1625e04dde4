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

package io.github.ollamagenerate.integration.cookbook;

import io.github.ollamagenerate.ContextLengthException;
import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateResponse;

import org.springframework.stereotype.Service;
import org.springframework.util.Assert;

/**
 * Recipe: a document that can be longer than the context.
 */
// tag::long[]
@Service
record Summaries(GenerateOperations ollama) {

	String summarize(String text) {
		try {
			GenerateResponse answer = this.ollama.prompt("Summarize this text in at most 200 words:\n" + text)
				.options((options) -> options.numCtx(8192).numPredict(400))
				.call()
				.response();
			Integer promptTokens = answer.metrics().promptEvalCount();
			return (promptTokens == null || promptTokens + 400 <= 8192) ? answer.response() : divide(text);
		}
		catch (ContextLengthException ex) {
			return divide(text);
		}
	}

	private String divide(String text) {
		int half = text.lastIndexOf('\n', text.length() / 2) + 1;
		Assert.state(half > 0, "A line of the document exceeds the context");
		return summarize(summarize(text.substring(0, half)) + '\n' + summarize(text.substring(half)));
	}

}
// end::long[]
