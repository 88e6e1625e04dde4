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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a build in another folder makes the same bytes.
 */
class ReproducibleBuildIT {

	@Test
	void anotherFolderMakesTheSameBytes(@TempDir Path folder) throws IOException {
		StagedRelease first = StagedRelease.get();
		StagedRelease second = StagedRelease.build(folder);
		for (String artifact : StagedRelease.ARTIFACTS) {
			for (Path file : first.files(artifact)) {
				Path other = second.repository().resolve(first.repository().relativize(file));
				// a signature has the time at which it was made
				if (!file.toString().endsWith(".asc")) {
					assertThat(Files.mismatch(file, other)).as(file.getFileName().toString()).isEqualTo(-1);
				}
			}
		}
	}

}
