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

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;

/**
 * Gives the counts of the GenAI meters the unit of their semantic conventions, which is
 * that of UCUM. Prometheus spells its units out.
 *
 * @see <a href=
 * "https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/client-inference.md">Client
 * inference</a>
 */
class GenAiUnitMeterFilter implements MeterFilter {

	@Override
	public Meter.Id map(Meter.Id id) {
		return (id.getName().startsWith("gen_ai.client.inference.") && "tokens".equals(id.getBaseUnit()))
				? id.withBaseUnit("{token}") : id;
	}

}
