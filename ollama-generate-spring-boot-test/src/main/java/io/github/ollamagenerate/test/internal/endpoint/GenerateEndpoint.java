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

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ollamagenerate.test.internal.Refusal;
import io.github.ollamagenerate.test.internal.go.GoJson;
import io.github.ollamagenerate.test.internal.go.GoQuote;
import io.github.ollamagenerate.test.internal.go.GoTime;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import io.github.ollamagenerate.test.internal.model.CannedCompletion;
import io.github.ollamagenerate.test.internal.model.Completion;
import io.github.ollamagenerate.test.internal.model.CompletionWriter;
import io.github.ollamagenerate.test.internal.model.GenerateInput;
import io.github.ollamagenerate.test.internal.model.GenerateOptions;
import io.github.ollamagenerate.test.internal.model.MockModel;

/**
 * {@code POST /api/generate}: checks in the order of the real server, then a canned
 * completion.
 */
final class GenerateEndpoint implements Endpoint {

	private final InstalledModels installed;

	private final LoadedModels loaded;

	private final Duration tokenPause;

	GenerateEndpoint(InstalledModels installed, LoadedModels loaded, Duration tokenPause) {
		this.installed = installed;
		this.loaded = loaded;
		this.tokenPause = tokenPause;
	}

	@Override
	public HttpAnswer answer(ReceivedRequest request) {
		return answer(GenerateDecoder.decode(request.body()));
	}

	private HttpAnswer answer(GenerateInput input) {
		MockModel model = this.installed.get(input.model());
		boolean empty = input.prompt().text().isEmpty();
		if (empty && Duration.ZERO.equals(input.keepAlive())) {
			this.loaded.unload(model);
			return withoutText(input, "unload");
		}
		if (input.prompt().raw() && input.prompt().templated()) {
			throw new Refusal(400, "raw mode does not support template, system, or context");
		}
		boolean thinking = thinking(input, model);
		checkCapabilities(input, model);
		GenerateOptions options = GenerateOptions.of(input.options());
		HttpAnswer answer = empty ? withoutText(input, "load") : generate(input, options, model, thinking);
		return answer.listener(this.loaded.use(model, input.keepAlive(), options.numCtx()));
	}

	private boolean thinking(GenerateInput input, MockModel model) {
		if (model.can("thinking")) {
			return !Boolean.FALSE.equals(input.think());
		}
		if (Boolean.TRUE.equals(input.think())) {
			throw new Refusal(400, GoQuote.text(input.model()) + " does not support thinking");
		}
		return false;
	}

	private static void checkCapabilities(GenerateInput input, MockModel model) {
		if (!model.can("completion")) {
			throw new Refusal(400, GoQuote.text(input.model()) + " does not support generate");
		}
		if (!input.prompt().suffix().isEmpty() && !model.can("insert")) {
			throw new Refusal(400, model.fullName() + " does not support insert");
		}
	}

	private HttpAnswer generate(GenerateInput input, GenerateOptions options, MockModel model, boolean thinking) {
		try {
			Completion completion = CannedCompletion.of(input, options, model, thinking);
			CompletionWriter writer = new CompletionWriter(completion, this.tokenPause);
			if (input.streaming()) {
				return HttpAnswer.stream(writer.lines()).pause(this.tokenPause);
			}
			return JsonAnswer.ofText(writer.object()).delay(this.tokenPause.multipliedBy(completion.chunks().size()));
		}
		catch (Refusal ex) {
			return input.streaming() ? HttpAnswer.streamedRefusal(ex) : HttpAnswer.refusal(ex);
		}
	}

	private static HttpAnswer withoutText(GenerateInput input, String doneReason) {
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("model", input.model());
		answer.put("created_at", GoTime.text(Instant.now()));
		answer.put("response", "");
		answer.put("done", true);
		answer.put("done_reason", doneReason);
		return HttpAnswer.json(200, GoJson.text(answer));
	}

}
