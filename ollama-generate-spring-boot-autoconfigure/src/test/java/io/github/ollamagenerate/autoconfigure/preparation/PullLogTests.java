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

package io.github.ollamagenerate.autoconfigure.preparation;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.ollamagenerate.server.PullProgress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PullLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PullLogTests {

	private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());

	// any point, as that of System.nanoTime()
	private final AtomicLong clock = new AtomicLong(Duration.ofHours(1).toNanos());

	@BeforeEach
	void log() {
		this.logging.setLogLevel(PullLog.class.getName(), LogLevel.INFO);
	}

	@AfterEach
	void reset() {
		this.logging.setLogLevel(PullLog.class.getName(), null);
	}

	@Test
	void progressIsLoggedOnceASecondWithPercentBytesAndRate(CapturedOutput output) {
		PullLog log = new PullLog("gemma3", this.clock::get);
		log.progress(new PullProgress("pulling manifest", null, null, null));
		for (int tenths = 0; tenths <= 30; tenths++) {
			log.progress(new PullProgress("pulling a", "a", 4_000_000_000L, 1_000_000_000L + tenths * 10_000_000L));
			log.progress(new PullProgress("pulling b", "b", 500L, null));
			this.clock.addAndGet(Duration.ofMillis(100).toNanos());
		}
		log.success();
		assertThat(lines(output)).containsExactly("Pulling model 'gemma3'",
				"Pulling model 'gemma3': 27 %, 1.10 GB of 4.00 GB, 100.0 MB/s",
				"Pulling model 'gemma3': 29 %, 1.20 GB of 4.00 GB, 100.0 MB/s",
				"Pulling model 'gemma3': 32 %, 1.30 GB of 4.00 GB, 100.0 MB/s",
				"Pulled model 'gemma3': 4.00 GB in 3 s");
	}

	@Test
	void partWithoutBytesIsNoProgress(CapturedOutput output) {
		PullLog log = new PullLog("gemma3", this.clock::get);
		log.progress(new PullProgress("pulling a", "a", 0L, 0L));
		log.progress(new PullProgress("pulling a", "a", 0L, 0L));
		this.clock.addAndGet(Duration.ofSeconds(1).toNanos());
		log.progress(new PullProgress("pulling a", "a", 0L, 0L));
		assertThat(lines(output)).containsExactly("Pulling model 'gemma3'",
				"Pulling model 'gemma3': 0 %, 0.0 kB of 0.0 kB, 0.0 kB/s");
	}

	@ParameterizedTest
	@CsvSource({ "500, 0.5 kB", "999949, 999.9 kB", "1000000, 1.0 MB", "999949999, 999.9 MB", "1000000000, 1.00 GB" })
	void sizeHasTheUnitThatFits(long bytes, String size, CapturedOutput output) {
		PullLog log = new PullLog("gemma3", this.clock::get);
		log.progress(new PullProgress("pulling a", "a", bytes, bytes));
		log.success();
		assertThat(lines(output)).last().isEqualTo("Pulled model 'gemma3': " + size + " in 0 s");
	}

	private static Stream<String> lines(CapturedOutput output) {
		return output.getOut().lines().map((line) -> line.replaceFirst(".* : ", ""));
	}

}
