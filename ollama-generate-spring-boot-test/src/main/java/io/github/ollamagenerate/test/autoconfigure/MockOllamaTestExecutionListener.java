package io.github.ollamagenerate.test.autoconfigure;

import io.github.ollamagenerate.test.MockOllamaServer;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Verifies and resets the mock servers of a test's context after each test.
 */
class MockOllamaTestExecutionListener implements TestExecutionListener, Ordered {

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 100;
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		if (testContext.hasApplicationContext()) {
			ApplicationContext context = testContext.getApplicationContext();
			for (String name : context.getBeanNamesForType(MockOllamaServer.class, false, false)) {
				context.getBean(name, MockOllamaServer.class).afterTest(testContext.getTestException());
			}
		}
	}

}
