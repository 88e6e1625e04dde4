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

import java.util.Arrays;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.stereotype.Component;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

/**
 * Rules of the structure: who may import whom, and how beans are declared.
 */
@AnalyzeClasses(packages = ArchitectureTests.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	static final String ROOT = "io.github.ollamagenerate";

	// nothing that users see; Checkstyle keeps other modules from importing them
	private static final DescribedPredicate<JavaClass> INTERNAL = JavaClass.Predicates
		.resideInAnyPackage(ROOT + ".client.ndjson", ROOT + ".client.http", ROOT + ".test.internal..")
		.as("internal");

	@ArchTest
	static final ArchRule packagesAreFreeOfCycles = SlicesRuleDefinition.slices()
		.matching(ROOT + ".(**)")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule classesAreFreeOfCycles = SlicesRuleDefinition.slices()
		.assignedFrom(new TopLevelClasses())
		.should()
		.beFreeOfCycles()
		// an annotation names the class that reads it
		.ignoreDependency(DescribedPredicate.describe("annotation", JavaClass::isAnnotation),
				DescribedPredicate.alwaysTrue());

	@ArchTest
	static final ArchRule rootImportsNothingOfOurs = imports(ROOT);

	@ArchTest
	static final ArchRule observationImportsRoot = imports(ROOT + ".observation", ROOT);

	@ArchTest
	static final ArchRule clientImportsRootAndObservation = imports(ROOT + ".client", ROOT, ROOT + ".observation",
			ROOT + ".client.http", ROOT + ".client.ndjson");

	@ArchTest
	static final ArchRule httpImportsRoot = imports(ROOT + ".client.http", ROOT);

	@ArchTest
	static final ArchRule ndjsonImportsRoot = imports(ROOT + ".client.ndjson", ROOT);

	@ArchTest
	static final ArchRule ndjsonIsInternal = noClasses().that()
		.resideOutsideOfPackages(ROOT + ".client", ROOT + ".client.ndjson")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(ROOT + ".client.ndjson");

	@ArchTest
	static final ArchRule serverImportsRootAndHttp = imports(ROOT + ".server", ROOT, ROOT + ".client.http");

	@ArchTest
	static final ArchRule healthImportsRootAndServer = imports(ROOT + ".health", ROOT, ROOT + ".server");

	@ArchTest
	static final ArchRule endpointImportsRootAndServer = imports(ROOT + ".endpoint", ROOT, ROOT + ".server");

	@ArchTest
	static final ArchRule testcontainersImportsAutoConfiguration = imports(ROOT + ".testcontainers..",
			ROOT + ".autoconfigure..", ROOT + ".testcontainers..");

	@ArchTest
	static final ArchRule dockerComposeImportsAutoConfiguration = imports(ROOT + ".docker.compose",
			ROOT + ".autoconfigure..", ROOT + ".docker..");

	@ArchTest
	static final ArchRule publicTypesOfferNoInternalType = classes().that()
		.arePublic()
		.and(DescribedPredicate.not(INTERNAL))
		.should(new OfferNoInternalType());

	@ArchTest
	static final ArchRule packagesAreNullMarked = classes()
		.should(ArchCondition.from(DescribedPredicate.describe("reside in a package whose package-info is @NullMarked",
				(type) -> type.getPackage().isAnnotatedWith(NullMarked.class))));

	@ArchTest
	static final ArchRule autoConfigurationsArePublicAndFinal = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL);

	@ArchTest
	static final ArchRule autoConfigurationsOfferNothing = noMethods().that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic();

	@ArchTest
	static final ArchRule beanMethodsAreNotPrivate = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.notBePrivate();

	@ArchTest
	static final ArchRule beansBackOff = methods().that()
		.areDeclaredInClassesThat()
		.resideInAPackage(ROOT + ".autoconfigure..")
		.and()
		.areAnnotatedWith(Bean.class)
		.should()
		.beAnnotatedWith(ConditionalOnMissingBean.class);

	@ArchTest
	static final ArchRule optionalClassesAreCheckedOnClassesOnly = noMethods().should()
		.beAnnotatedWith(ConditionalOnClass.class)
		.because("the method's signature would load the class that may be missing");

	@ArchTest
	static final ArchRule nothingIsScannedFor = noClasses().should()
		.beAnnotatedWith(ComponentScan.class)
		.orShould()
		.beAnnotatedWith(Component.class);

	@ArchTest
	static final ArchRule valuesAreImmutable = fields().that()
		.areDeclaredInClassesThat()
		.resideInAPackage(ROOT)
		.and()
		.areDeclaredInClassesThat()
		.haveSimpleNameNotEndingWith("Builder")
		.and()
		.areDeclaredInClassesThat()
		// the states of Kotlin's suspending functions
		.haveNameNotMatching(".*Kt\\$.*")
		.should()
		.beFinal();

	@ArchTest
	static final ArchRule jackson2IsUsedForAnnotationsOnly = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..");

	private static ArchRule imports(String importing, String... imported) {
		String[] others = Stream
			.of(ROOT, ROOT + ".observation", ROOT + ".client", ROOT + ".client.http", ROOT + ".client.ndjson",
					ROOT + ".server", ROOT + ".health", ROOT + ".autoconfigure..", ROOT + ".endpoint",
					ROOT + ".docker..", ROOT + ".testcontainers..")
			.filter((name) -> !name.equals(importing) && !Arrays.asList(imported).contains(name))
			.toArray(String[]::new);
		return noClasses().that().resideInAPackage(importing).should().dependOnClassesThat().resideInAnyPackage(others);
	}

	/**
	 * Assigns each class to the file that it is in.
	 */
	private static final class TopLevelClasses implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			return SliceIdentifier.of(type.getName().replaceFirst("\\$.*", ""));
		}

		@Override
		public String getDescription() {
			return "top-level classes";
		}

	}

	/**
	 * Looks at all that users of a type can name, including what it inherits.
	 */
	private static final class OfferNoInternalType extends ArchCondition<JavaClass> {

		OfferNoInternalType() {
			super("have no internal type in their declaration or in a public or protected member");
		}

		@Override
		public void check(JavaClass type, ConditionEvents events) {
			Stream<JavaType> declaration = Stream
				.of(type.getTypeParameters().stream(), type.getSuperclass().stream(), type.getInterfaces().stream())
				.flatMap((types) -> types);
			check(type.getName(), declaration.flatMap((part) -> part.getAllInvolvedRawTypes().stream()), events);
			type.getAllMembers()
				.stream()
				.filter((member) -> member.getModifiers().contains(JavaModifier.PUBLIC)
						|| member.getModifiers().contains(JavaModifier.PROTECTED))
				.forEach((member) -> check(member.getFullName(), member.getAllInvolvedRawTypes().stream(), events));
		}

		private static void check(String place, Stream<JavaClass> types, ConditionEvents events) {
			types.filter(INTERNAL)
				.forEach((internal) -> events
					.add(SimpleConditionEvent.violated(place, place + " has " + internal.getName())));
		}

	}

}
