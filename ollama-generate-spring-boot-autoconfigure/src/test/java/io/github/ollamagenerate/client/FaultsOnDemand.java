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

import java.time.Duration;
import java.util.List;

import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.ServerBusyException;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockFault;

/**
 * Rows of the fault matrix: each of the faults that users can set on the mock server,
 * which sends a complete answer otherwise.
 */
final class FaultsOnDemand {

	private static final Duration SHORT = Duration.ofMillis(150);

	private static final MockAnswer ANSWER = MockAnswer.lines(
			"{\"model\":\"m\",\"response\":\"canary-a\",\"done\":false}",
			"{\"model\":\"m\",\"response\":\"canary-b\",\"done\":false}",
			"{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\"}");

	private FaultsOnDemand() {
	}

	static List<Fault> all() {
		return List.of(
				fault(MockFault.latency(Duration.ofSeconds(30))).timeouts((timeouts) -> timeouts.firstChunk(SHORT))
					.fails(GenerateTimeoutException.class, "timeout", "raise ollama.generate.timeout.first-chunk"),
				fault(MockFault.bandwidth(1000)).text("canary-acanary-b"),
				fault(MockFault.bandwidth(1)).timeouts((timeouts) -> timeouts.firstChunk(SHORT))
					.fails(GenerateTimeoutException.class, "timeout", "raise ollama.generate.timeout.first-chunk"),
				fault(MockFault.stallAfterTokens(1)).timeouts((timeouts) -> timeouts.idle(SHORT))
					.fails(GenerateTimeoutException.class, "timeout", "raise ollama.generate.timeout.idle")
					.text("canary-a"),
				fault(MockFault.cutAfterTokens(1))
					.fails(TruncatedResponseException.class, "truncated", "broke while model 'm' was answering")
					.text("canary-a"),
				fault(MockFault.cutAfterBytes(60))
					.fails(TruncatedResponseException.class, "truncated", "broke while model 'm' was answering")
					.text("canary-a"),
				fault(MockFault.errorAfterTokens(1))
					.fails(GenerateResponseException.class, "stream_error", "after 8 characters of the answer")
					.server(200, "an error was encountered while running the model: unexpected EOF")
					.text("canary-a"),
				fault(MockFault.busy(Duration.ofSeconds(90)))
					.fails(ServerBusyException.class, "503", "raise OLLAMA_MAX_QUEUE of the server")
					.server(503, "server busy, please try again.  maximum pending requests exceeded"),
				// of the first three requests, this seed hits the first two
				fault(MockFault.busy(Duration.ZERO).percent(50).seed(2)).tried(3, 3).text("canary-acanary-b"));
	}

	private static Fault fault(MockFault fault) {
		return Fault.of("fault on demand `" + fault + "`", (servers) -> {
			servers.ollama().setFaults(fault).enqueue(ANSWER);
			return servers.ollama().url();
		});
	}

}
