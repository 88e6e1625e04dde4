package io.github.ollamagenerate;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Tests use the mock server as users do.
 */
@AnalyzeClasses(packages = ArchitectureTests.ROOT)
class MockUsageTests {

	private static final String MOCK = ArchitectureTests.ROOT + ".test";

	@ArchTest
	static final ArchRule testsUseTheApiOfTheMock = noClasses().that()
		.resideOutsideOfPackages(MOCK, MOCK + ".internal..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(MOCK + ".internal..");

}
