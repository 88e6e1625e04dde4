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

package io.github.ollamagenerate.test;

import java.util.Arrays;
import java.util.stream.Stream;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Rules of the structure: who may import whom. The rules for all published classes, such
 * as the one against cycles, are in the tests of the same name in the module of the code.
 */
@AnalyzeClasses(packages = ArchitectureTests.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	static final String ROOT = "io.github.ollamagenerate.test";

	private static final String INTERNAL = ROOT + ".internal";

	@ArchTest
	static final ArchRule internalPackagesImportNothingOfTheApi = noClasses().that()
		.resideInAPackage(INTERNAL + "..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(ROOT, ROOT + ".autoconfigure", ROOT + ".testcontainers");

	@ArchTest
	static final ArchRule springTestsUseTheApi = noClasses().that()
		.resideInAnyPackage(ROOT + ".autoconfigure", ROOT + ".testcontainers")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(INTERNAL + "..");

	@ArchTest
	static final ArchRule refusalImportsNothing = imports(INTERNAL);

	@ArchTest
	static final ArchRule goImportsRefusal = imports(INTERNAL + ".go", INTERNAL);

	@ArchTest
	static final ArchRule modelImportsGo = imports(INTERNAL + ".model", INTERNAL, INTERNAL + ".go");

	@ArchTest
	static final ArchRule faultImportsNothing = imports(INTERNAL + ".fault");

	@ArchTest
	static final ArchRule httpImportsGoAndFault = imports(INTERNAL + ".http", INTERNAL, INTERNAL + ".go",
			INTERNAL + ".fault");

	@ArchTest
	static final ArchRule endpointImportsAllButDispatch = imports(INTERNAL + ".endpoint", INTERNAL, INTERNAL + ".go",
			INTERNAL + ".model", INTERNAL + ".http");

	@ArchTest
	static final ArchRule recordingImportsHttp = imports(INTERNAL + ".recording", INTERNAL, INTERNAL + ".http");

	@ArchTest
	static final ArchRule dispatchDoesNotReadAsGo = imports(INTERNAL + ".dispatch", INTERNAL, INTERNAL + ".model",
			INTERNAL + ".fault", INTERNAL + ".http", INTERNAL + ".endpoint", INTERNAL + ".recording");

	private static ArchRule imports(String importing, String... imported) {
		String[] others = Stream.of("", ".go", ".model", ".fault", ".http", ".endpoint", ".recording", ".dispatch")
			.map(INTERNAL::concat)
			.filter((name) -> !name.equals(importing) && !Arrays.asList(imported).contains(name))
			.toArray(String[]::new);
		return noClasses().that().resideInAPackage(importing).should().dependOnClassesThat().resideInAnyPackage(others);
	}

}
