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

import org.jspecify.annotations.Nullable;

/**
 * What the model is to continue.
 *
 * @param text the prompt, empty if absent
 * @param suffix the text behind the answer, empty if absent
 * @param system the system text, empty if absent
 * @param template the template, empty for the model's own
 * @param raw whether the text goes to the model as it is
 * @param images the number of images
 * @param context tokens of an earlier answer, or null if absent
 */
public record Prompt(String text, String suffix, String system, String template, boolean raw, int images,
		@Nullable List<Long> context) {

	private static final int TEMPLATE_TOKENS = 9;

	private static final int SYSTEM_TOKENS = 5;

	private static final int THINKING_TOKENS = 3;

	private static final int IMAGE_TOKENS = 256;

	/** A model that sees nothing reads the placeholder. */
	private static final int UNSEEN_IMAGE_TOKENS = Tokenizer.count("[img-0]");

	/** Whether there is something that a raw prompt must not have. */
	public boolean templated() {
		return !this.template.isEmpty() || !this.system.isEmpty() || (this.context != null && !this.context.isEmpty());
	}

	/**
	 * The tokens that the model is given.
	 * @param vision whether it sees images
	 * @param thinking whether it is to think
	 */
	int tokens(boolean vision, boolean thinking) {
		int tokens = Tokenizer.count(this.text);
		if (this.raw) {
			return tokens;
		}
		tokens += (this.context != null) ? this.context.size() : 0;
		if (!this.suffix.isEmpty()) {
			return tokens + Tokenizer.count(this.suffix) + TEMPLATE_TOKENS;
		}
		tokens += this.system.isEmpty() ? 0 : SYSTEM_TOKENS + Tokenizer.count(this.system);
		if (!this.template.isEmpty()) {
			return tokens;
		}
		return tokens + TEMPLATE_TOKENS + (thinking ? THINKING_TOKENS : 0)
				+ this.images * (vision ? IMAGE_TOKENS : UNSEEN_IMAGE_TOKENS);
	}

}
