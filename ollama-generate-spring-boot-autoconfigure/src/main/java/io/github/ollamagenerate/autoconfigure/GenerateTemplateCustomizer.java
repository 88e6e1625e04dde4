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

import io.github.ollamagenerate.client.GenerateTemplate;

/**
 * Callback that customizes each {@link GenerateTemplate.Builder} bean, including the one
 * of the auto-configured template. It is called after the properties are applied.
 */
@FunctionalInterface
public interface GenerateTemplateCustomizer {

	/**
	 * Customize a builder.
	 * @param builder the builder, with the properties applied
	 */
	void customize(GenerateTemplate.Builder builder);

}
