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

import java.util.List;

import io.github.ollamagenerate.test.internal.Refusal;
import io.github.ollamagenerate.test.internal.go.GoQuote;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import io.github.ollamagenerate.test.internal.http.ResponseHead;
import io.github.ollamagenerate.test.internal.model.ModelName;
import org.jspecify.annotations.Nullable;

/**
 * {@code DELETE /api/delete}: removes a model. If it is loaded, it stays so for its time.
 */
final class DeleteEndpoint implements Endpoint {

	private static final ResponseHead DONE = new ResponseHead(200, null, List.of());

	private final InstalledModels installed;

	DeleteEndpoint(InstalledModels installed) {
		this.installed = installed;
	}

	@Override
	public HttpAnswer answer(ReceivedRequest request) {
		return delete(ModelRequest.of(request, "DeleteRequest").model());
	}

	private HttpAnswer delete(String model) {
		if (model.isBlank()) {
			throw new Refusal(400, "model is required");
		}
		@Nullable ModelName name = ModelName.parse(model);
		if (name == null) {
			throw new Refusal(400, "name " + GoQuote.text(model) + " is invalid");
		}
		if (!this.installed.remove(name)) {
			throw new Refusal(404, "model '" + model + "' not found");
		}
		return HttpAnswer.single(DONE, "");
	}

}
