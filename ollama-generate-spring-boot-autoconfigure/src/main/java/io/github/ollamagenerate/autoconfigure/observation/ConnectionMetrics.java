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

import java.util.function.Supplier;

import io.github.ollamagenerate.client.http.ConnectionPoolUsage;
import io.github.ollamagenerate.observation.ClientGaugeDocumentation;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of the connections that generations use and wait for.
 *
 * @param usage the connections
 * @param max the maximum number of connections, {@code null} if there is no limit
 * @param tags the tags of the server
 */
record ConnectionMetrics(ConnectionPoolUsage usage, @Nullable Integer max, Tags tags) implements MeterBinder {

	@Override
	public void bindTo(MeterRegistry registry) {
		register(registry, ClientGaugeDocumentation.CONNECTIONS_ACTIVE, this.usage::active);
		register(registry, ClientGaugeDocumentation.CONNECTIONS_PENDING, this.usage::pending);
		Integer max = this.max;
		if (max != null) {
			register(registry, ClientGaugeDocumentation.CONNECTIONS_MAX, () -> max);
		}
	}

	private void register(MeterRegistry registry, ClientGaugeDocumentation gauge, Supplier<Number> value) {
		Gauge.builder(gauge.getName(), value).description(gauge.getDescription()).tags(this.tags).register(registry);
	}

}
