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

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties for the meters of a generation.
 */
@ConfigurationProperties("ollama.metrics")
public class OllamaMetricsProperties {

	/**
	 * Whether to publish histogram buckets for durations and token counts to Prometheus
	 * and OTLP.
	 */
	private boolean histogram = true;

	/**
	 * Whether to publish gauges of the server and its loaded models, which polls the
	 * server twice a minute.
	 */
	private boolean server;

	/**
	 * Version of the OpenTelemetry GenAI metrics to record in addition.
	 */
	private GenAi genAi = GenAi.NONE;

	public boolean isHistogram() {
		return this.histogram;
	}

	public void setHistogram(boolean histogram) {
		this.histogram = histogram;
	}

	public boolean isServer() {
		return this.server;
	}

	public void setServer(boolean server) {
		this.server = server;
	}

	public GenAi getGenAi() {
		return this.genAi;
	}

	public void setGenAi(GenAi genAi) {
		this.genAi = genAi;
	}

	/**
	 * Version of the OpenTelemetry GenAI semantic conventions.
	 */
	public enum GenAi {

		/**
		 * Record no GenAI metrics.
		 */
		NONE,

		/**
		 * Record the metrics of version 0.1.
		 */
		V0_1

	}

}
