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

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Rules of the structure: who may import whom, and what belongs to the API.
 */
@AnalyzeClasses(packages = ArchitectureTests.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	static final String ROOT = "io.github.ollamagenerate.test";

	private static final String INTERNAL = ROOT + ".internal";

	@ArchTest
	static final ArchRule packagesAreFreeOfCycles = SlicesRuleDefinition.slices()
		.matching("io.github.ollamagenerate.(**)")
		.should()
		.beFreeOfCycles();

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
	static final ArchRule httpImportsGo = imports(INTERNAL + ".http", INTERNAL, INTERNAL + ".go");

	@ArchTest
	static final ArchRule endpointImportsAllButDispatch = imports(INTERNAL + ".endpoint", INTERNAL, INTERNAL + ".go",
			INTERNAL + ".model", INTERNAL + ".http");

	@ArchTest
	static final ArchRule dispatchDoesNotReadAsGo = imports(INTERNAL + ".dispatch", INTERNAL, INTERNAL + ".model",
			INTERNAL + ".http", INTERNAL + ".endpoint");

	@ArchTest
	static final ArchRule publicSignaturesAreFreeOfInternalTypes = members().that()
		.areDeclaredInClassesThat()
		.arePublic()
		.and()
		.areDeclaredInClassesThat()
		.resideOutsideOfPackage(INTERNAL + "..")
		.and(DescribedPredicate.describe("are offered", ArchitectureTests::isOffered))
		.should(new ArchCondition<>("have no internal type in their signature") {

			@Override
			public void check(JavaMember member, ConditionEvents events) {
				member.getAllInvolvedRawTypes()
					.stream()
					.filter(ArchitectureTests::isInternal)
					.forEach((type) -> events
						.add(SimpleConditionEvent.violated(member, member.getFullName() + " has " + type.getName())));
			}

		});

	@ArchTest
	static final ArchRule publicTypesExtendNothingInternal = classes().that()
		.arePublic()
		.and()
		.resideOutsideOfPackage(INTERNAL + "..")
		.should()
		.notBeAssignableTo(DescribedPredicate.describe("internal", ArchitectureTests::isInternal));

	private static boolean isOffered(JavaMember member) {
		return member.getModifiers().contains(JavaModifier.PUBLIC)
				|| member.getModifiers().contains(JavaModifier.PROTECTED);
	}

	private static boolean isInternal(JavaClass type) {
		return type.getPackageName().startsWith(INTERNAL);
	}

	private static ArchRule imports(String importing, String... imported) {
		String[] others = Stream.of("", ".go", ".model", ".http", ".endpoint", ".dispatch")
			.map(INTERNAL::concat)
			.filter((name) -> !name.equals(importing) && !Arrays.asList(imported).contains(name))
			.toArray(String[]::new);
		return noClasses().that().resideInAPackage(importing).should().dependOnClassesThat().resideInAnyPackage(others);
	}

}
