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

package io.github.ollamagenerate.integration.cookbook;

import java.util.Map;

import io.github.ollamagenerate.TextTemplate;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Recipe: a prompt in a file.
 */
// tag::prompt[]
@Component
class WeatherPrompt {

	private final TextTemplate template;

	WeatherPrompt(@Value("classpath:prompts/weather.mustache") Resource file) {
		this.template = TextTemplate.of(file);
	}

	String text(String city, int days) {
		return this.template.render(Map.of("city", city, "days", days));
	}

}
// end::prompt[]
