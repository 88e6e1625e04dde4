package io.github.ollamagenerate.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a test where there is no browser, and says so. In CI it runs, and fails.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresBrowser.Condition.class)
@interface RequiresBrowser {

	/**
	 * Looks for the browser and its driver.
	 */
	final class Condition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			if (System.getenv("CI") != null) {
				return ConditionEvaluationResult.enabled("CI has a browser");
			}
			return Browser.isInstalled() ? ConditionEvaluationResult.enabled("Chromium is there")
					: ConditionEvaluationResult.disabled("No browser: install Chromium and its driver (Debian: "
							+ "apt-get install chromium chromium-driver)");
		}

	}

}
