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
