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

package io.github.ollamagenerate.integration.docker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Skips a test where there is no Docker engine for Linux images made here, and says so.
 * In CI it runs, and fails.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresDocker.Condition.class)
@interface RequiresDocker {

	/**
	 * Looks for the engine once.
	 */
	final class Condition implements ExecutionCondition {

		private static final ConditionEvaluationResult RESULT = evaluate();

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			return RESULT;
		}

		private static ConditionEvaluationResult evaluate() {
			if (System.getenv("CI") != null) {
				return ConditionEvaluationResult.enabled("CI has Docker");
			}
			if (!System.getProperty("os.name").equals("Linux")) {
				return ConditionEvaluationResult
					.disabled("The image is made of this machine's JDK, which is not for Linux");
			}
			return DockerClientFactory.instance().isDockerAvailable()
					? ConditionEvaluationResult.enabled("Docker answers")
					: ConditionEvaluationResult.disabled("No Docker engine answers: install and start one");
		}

	}

}
