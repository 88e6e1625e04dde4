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

package io.github.ollamagenerate.release;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a release that must not be published stops before the upload and says why.
 */
class PublishingIT {

	private static final String VERSION = "-Drevision=" + SourceTree.version();

	private static final String PROFILES = "-Prelease,publish";

	private static final String MODULE = "ollama-generate-spring-boot-test";

	private static final String[] CREDENTIALS_MISSING = { "set CENTRAL_USERNAME to", "set CENTRAL_PASSWORD to",
			"set MAVEN_GPG_KEY to", "set MAVEN_GPG_PASSPHRASE to" };

	private SourceTree tree;

	@BeforeEach
	void copySources(@TempDir Path folder) {
		this.tree = SourceTree.copyTo(folder);
	}

	@Test
	void missingCredentials() {
		assertStops(this.tree.publish(Map.of(), PROFILES, VERSION), CREDENTIALS_MISSING);
	}

	// what a secret that does not exist is in a workflow
	@Test
	void emptyCredentials() {
		Map<String, String> empty = new HashMap<>(SourceTree.credentials());
		empty.replaceAll((name, value) -> "");
		assertStops(this.tree.publish(empty, PROFILES, VERSION), CREDENTIALS_MISSING);
	}

	@Test
	void changesInTheWorkingTree() {
		this.tree.change("README.md", (text) -> text + "\n");
		assertStops(publish(PROFILES, VERSION), "The working tree has changes");
	}

	@Test
	void snapshot() {
		assertStops(publish(PROFILES, VERSION + "-SNAPSHOT"), "A snapshot cannot be published");
	}

	@Test
	void dependencyOnSnapshot() {
		// of the scope that needs no repository
		this.tree.change(MODULE + "/pom.xml", (pom) -> pom.replaceFirst("<dependencies>", """
				<dependencies>
					<dependency>
						<groupId>com.example</groupId>
						<artifactId>unfinished</artifactId>
						<version>1.0-SNAPSHOT</version>
						<scope>system</scope>
						<systemPath>\\${project.basedir}/pom.xml</systemPath>
					</dependency>
				""")).commit();
		assertStops(publish(PROFILES, VERSION, "-pl", MODULE, "-am"), "A release cannot depend on a snapshot",
				"com.example:unfinished:jar:1.0-SNAPSHOT");
	}

	@Test
	void missingProfile() {
		assertStops(publish("-Ppublish", VERSION), "use -Prelease,publish");
	}

	@Test
	void missingJavadoc() {
		String type = "src/main/java/io/github/ollamagenerate/test/MockAnswer.java";
		this.tree.change(MODULE + "/" + type, (code) -> code.replaceFirst("\t/\\*\\*(?s:.*?)\\*/\n(?=\tpublic )", ""))
			.commit();
		assertStops(publish(PROFILES, VERSION, "-pl", MODULE, "-am"), "MockAnswer.java", "warning: no comment",
				"Project contains Javadoc Warnings");
	}

	private Maven.Result publish(String... arguments) {
		return this.tree.publish(SourceTree.credentials(), arguments);
	}

	private void assertStops(Maven.Result result, String... reason) {
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains(reason);
		assertThat(this.tree.bundle()).doesNotExist();
	}

}
