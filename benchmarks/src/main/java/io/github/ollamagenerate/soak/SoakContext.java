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

package io.github.ollamagenerate.soak;

import java.util.Map;

import io.github.ollamagenerate.GenerateOperations;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/**
 * An application that is used for a while and closed, with calls that are on their way.
 */
final class SoakContext {

	private final ConfigurableApplicationContext context;

	private final GenerateOperations ollama;

	private volatile boolean closing;

	SoakContext(String url, MeterRegistry meters) {
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.properties(Map.of("spring.main.banner-mode", "off", "logging.level.root", "error", "ollama.base-url", url,
					"ollama.generate.model", "m", "ollama.max-connections", "2000",
					"ollama.generate.timeout.first-chunk", "1m", "ollama.generate.timeout.idle", "15s",
					"ollama.generate.retry.delay", "50ms", "ollama.generate.retry.max-delay", "100ms"))
			.initializers((context) -> ((GenericApplicationContext) context).registerBean("meterRegistry",
					MeterRegistry.class, () -> meters))
			.run();
		this.ollama = this.context.getBean(GenerateOperations.class);
	}

	GenerateOperations ollama() {
		return this.ollama;
	}

	/**
	 * Return whether calls can have been interrupted.
	 */
	boolean isClosing() {
		return this.closing;
	}

	void close() {
		this.closing = true;
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
