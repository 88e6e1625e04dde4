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

package io.github.ollamagenerate.observation;

import io.micrometer.core.instrument.Meter.Type;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * Names, units and descriptions of the gauges of the client and its server. Their tags
 * are {@code server.address} and {@code server.port}, and {@code model} for those of one
 * model.
 */
public enum ClientGaugeDocumentation implements MeterDocumentation {

	/**
	 * Number of connections that generations use.
	 */
	CONNECTIONS_ACTIVE("ollama.client.connections.active", null, "Number of connections that generations use"),

	/**
	 * Number of generations that wait for a connection.
	 */
	CONNECTIONS_PENDING("ollama.client.connections.pending", null, "Number of generations that wait for a connection"),

	/**
	 * Maximum number of connections, if there is a limit.
	 */
	CONNECTIONS_MAX("ollama.client.connections.max", null, "Maximum number of connections that generations use"),

	/**
	 * Whether the server answers.
	 */
	SERVER_UP("ollama.client.server.up", null, "Whether the server answers, 1 or 0"),

	/**
	 * Number of models that are loaded on the server.
	 */
	MODELS_LOADED("ollama.client.models.loaded", null,
			"Number of models that are loaded on the server, NaN if the server does not answer"),

	/**
	 * Memory of a loaded model.
	 */
	MODEL_SIZE("ollama.client.model.size", "bytes", "Memory of a loaded model"),

	/**
	 * Part of the memory of a loaded model that is GPU memory.
	 */
	MODEL_VRAM("ollama.client.model.vram", "bytes", "GPU memory of a loaded model");

	private final String name;

	private final @Nullable String baseUnit;

	private final String description;

	ClientGaugeDocumentation(String name, @Nullable String baseUnit, String description) {
		this.name = name;
		this.baseUnit = baseUnit;
		this.description = description;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public Type getType() {
		return Type.GAUGE;
	}

	@Override
	public @Nullable String getBaseUnit() {
		return this.baseUnit;
	}

	/**
	 * Return the description that is registered with the gauge.
	 * @return the description
	 */
	public String getDescription() {
		return this.description;
	}

}
