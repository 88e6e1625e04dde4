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

package io.github.ollamagenerate;

/**
 * Value of a type, together with the answer from which it was read.
 *
 * @param <T> the type of the value
 * @param entity the value
 * @param response the answer, with its text, done reason, and metrics
 */
public record GeneratedEntity<T>(T entity, GenerateResponse response) {

	/**
	 * Return a description without any content, which is safe to log.
	 */
	@Override
	public String toString() {
		return "GeneratedEntity[response=" + this.response + "]";
	}

}
