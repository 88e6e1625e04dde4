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

package io.github.ollamagenerate.autoconfigure.observation;

import java.net.URI;

import io.github.ollamagenerate.observation.GenerateObservationDocumentation.LowCardinalityKeyNames;
import io.micrometer.core.instrument.Tags;

/**
 * Tags that name a server, as on the meters of a generation.
 */
final class ServerTags {

	private ServerTags() {
	}

	static Tags of(URI address) {
		return Tags.of(LowCardinalityKeyNames.SERVER_ADDRESS.asString(), address.getHost(),
				LowCardinalityKeyNames.SERVER_PORT.asString(), String.valueOf(port(address)));
	}

	private static int port(URI address) {
		if (address.getPort() > 0) {
			return address.getPort();
		}
		return "https".equals(address.getScheme()) ? 443 : 80;
	}

}
