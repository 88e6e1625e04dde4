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

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a generate request asks for.
 *
 * @param model the model's name as sent, empty if absent
 * @param prompt what the model is to continue
 * @param streaming whether a stream is asked for
 * @param think whether to think, or null if that is left to the model
 * @param format the format as it is written in the request, empty if absent
 * @param keepAlive how long the model stays loaded, or null if that is left to the server
 * @param options the options as sent, an empty object if absent
 * @param truncate whether a prompt that is too long may be cut
 * @param shift whether the context may be shifted when it is full
 * @param logprobs whether log probabilities are wanted
 * @param topLogprobs the number of likely tokens wanted at each position, then
 */
public record GenerateInput(String model, Prompt prompt, boolean streaming, @Nullable Boolean think, String format,
		@Nullable Duration keepAlive, JsonNode options, boolean truncate, boolean shift, boolean logprobs,
		int topLogprobs) {

}
