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

package io.github.ollamagenerate.autoconfigure;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Warns about properties that are set and that the value of another one makes
 * ineffective. A property with its default value counts as not set: a total timeout that
 * is shorter than the defaults of the others is no mistake.
 */
final class IneffectiveProperties {

	private static final Log logger = LogFactory.getLog(IneffectiveProperties.class);

	private static final OllamaProperties DEFAULTS = new OllamaProperties();

	private static final OllamaGenerateProperties GENERATE_DEFAULTS = new OllamaGenerateProperties();

	private IneffectiveProperties() {
	}

	static void warn(OllamaProperties properties, OllamaGenerateProperties generateProperties) {
		if (properties.getMaxConnections() == null) {
			pendingAcquire(properties);
		}
		Duration total = generateProperties.getTimeout().getTotal();
		if (total != null && !total.isZero()) {
			timeouts(generateProperties.getTimeout(), total);
		}
		Duration delay = generateProperties.getRetry().getDelay();
		warnIf(isSet(delay, GENERATE_DEFAULTS.getRetry().getDelay())
				&& delay.compareTo(generateProperties.getRetry().getMaxDelay()) > 0, "ollama.generate.retry.delay",
				"ollama.generate.retry.max-delay is shorter");
		warnIf(generateProperties.isWaitForModel() && !generateProperties.isWarmUp()
				&& generateProperties.getPull() == OllamaGenerateProperties.Pull.NEVER,
				"ollama.generate.wait-for-model",
				"neither ollama.generate.pull nor ollama.generate.warm-up prepares the model");
	}

	private static void pendingAcquire(OllamaProperties properties) {
		String reason = "no request waits for a connection because ollama.max-connections is not set";
		warnIf(properties.getPendingAcquireMaxCount() != null, "ollama.pending-acquire-max-count", reason);
		warnIf(isSet(properties.getPendingAcquireTimeout(), DEFAULTS.getPendingAcquireTimeout()),
				"ollama.pending-acquire-timeout", reason);
	}

	private static void timeouts(OllamaGenerateProperties.Timeout timeout, Duration total) {
		OllamaGenerateProperties.Timeout defaults = GENERATE_DEFAULTS.getTimeout();
		String reason = "ollama.generate.timeout.total is not longer";
		warnIf(isSet(timeout.getFirstChunk(), defaults.getFirstChunk())
				&& timeout.getFirstChunk().compareTo(total) >= 0, "ollama.generate.timeout.first-chunk", reason);
		warnIf(isSet(timeout.getIdle(), defaults.getIdle()) && timeout.getIdle().compareTo(total) >= 0,
				"ollama.generate.timeout.idle", reason);
	}

	private static boolean isSet(Duration value, Duration defaultValue) {
		return !value.equals(defaultValue);
	}

	private static void warnIf(boolean ineffective, String property, String reason) {
		if (ineffective) {
			logger.warn(property + " has no effect: " + reason);
		}
	}

}
