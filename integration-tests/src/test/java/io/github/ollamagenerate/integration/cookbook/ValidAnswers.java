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

import java.util.Set;
import java.util.stream.Collectors;

import io.github.ollamagenerate.GenerateOperations;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;

import org.springframework.stereotype.Service;

/**
 * Recipe: an answer that Bean Validation accepts, at the second attempt at the latest.
 */
// tag::valid[]
@Service
record ValidAnswers(GenerateOperations ollama, Validator validator) {

	<T> T ask(String prompt, Class<T> type) {
		T answer = this.ollama.prompt(prompt).call().entity(type);
		Set<ConstraintViolation<T>> violations = this.validator.validate(answer);
		if (violations.isEmpty()) {
			return answer;
		}
		String problems = violations.stream()
			.map((violation) -> violation.getPropertyPath() + " " + violation.getMessage())
			.collect(Collectors.joining("\n- ", "\n\nAvoid the mistakes of an earlier answer:\n- ", ""));
		T second = this.ollama.prompt(prompt + problems).call().entity(type);
		Set<ConstraintViolation<T>> remaining = this.validator.validate(second);
		if (!remaining.isEmpty()) {
			throw new ConstraintViolationException(remaining);
		}
		return second;
	}

}
// end::valid[]
