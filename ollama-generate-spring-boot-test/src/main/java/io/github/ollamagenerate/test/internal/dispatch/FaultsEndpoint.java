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

package io.github.ollamagenerate.test.internal.dispatch;

import java.util.List;

import io.github.ollamagenerate.test.internal.Refusal;
import io.github.ollamagenerate.test.internal.fault.ActiveFaults;
import io.github.ollamagenerate.test.internal.fault.Fault;
import io.github.ollamagenerate.test.internal.fault.FaultFormat;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists, sets, and clears the faults of a running server.
 */
final class FaultsEndpoint {

	/** Not the name of anything that Ollama could offer. */
	static final String PATH = "/__mock/faults";

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final ActiveFaults faults;

	FaultsEndpoint(ActiveFaults faults) {
		this.faults = faults;
	}

	HttpAnswer answer(ReceivedRequest request) {
		switch (request.method()) {
			case "GET" -> {
			}
			case "PUT" -> {
				try {
					this.faults.set(FaultFormat.parse(request.json()));
				}
				catch (IllegalArgumentException ex) {
					return HttpAnswer.refusal(new Refusal(400, "The faults are not changed: " + ex.getMessage()
							+ ". A fault has " + FaultFormat.ACCEPTED));
				}
			}
			case "DELETE" -> this.faults.set(List.of());
			default -> {
				return HttpAnswer.refusal(new Refusal(405, "Use GET to list the faults, PUT to set, DELETE to clear"))
					.header("Allow", "GET, PUT, DELETE");
			}
		}
		return HttpAnswer.json(200, MAPPER.writeValueAsString(this.faults.get().stream().map(Fault::fields).toList()));
	}

}
