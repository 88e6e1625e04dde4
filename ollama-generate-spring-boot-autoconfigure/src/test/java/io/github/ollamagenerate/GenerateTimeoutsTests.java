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

import java.time.Duration;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link GenerateTimeouts}.
 */
class GenerateTimeoutsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	@Test
	void eachIsTakenFromTheDefaultsUnlessSet() {
		GenerateTimeouts defaults = new GenerateTimeouts(SECOND, SECOND, SECOND, SECOND);
		GenerateTimeouts timeouts = GenerateTimeouts.none()
			.mutate()
			.idle(Duration.ZERO)
			.total(SECOND.multipliedBy(2))
			.build();
		assertThat(timeouts.withDefaults(defaults))
			.isEqualTo(new GenerateTimeouts(SECOND, SECOND, Duration.ZERO, SECOND.multipliedBy(2)));
		assertThat(GenerateTimeouts.none().withDefaults(GenerateTimeouts.none())).isEqualTo(GenerateTimeouts.none());
	}

	@ParameterizedTest
	@EnumSource
	void negativeIsRefused(Limit limit) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> GenerateRequest.builder()
				.timeouts((timeouts) -> limit.setter.accept(timeouts, Duration.ofSeconds(-1))))
			.withMessageContaining("must not be negative");
	}

	@Test
	void requestKeepsThemAndMergesThem() {
		GenerateRequest request = GenerateRequest.builder().timeouts((timeouts) -> timeouts.idle(SECOND)).build();
		GenerateRequest defaults = GenerateRequest.builder()
			.timeouts((timeouts) -> timeouts.idle(Duration.ZERO).total(SECOND))
			.build();
		assertThat(request.mutate().timeouts((timeouts) -> timeouts.connect(SECOND)).build().timeouts())
			.isEqualTo(new GenerateTimeouts(SECOND, null, SECOND, null));
		assertThat(request.withDefaults(defaults).timeouts())
			.isEqualTo(new GenerateTimeouts(null, null, SECOND, SECOND));
		assertThat(GenerateRequest.load("m").withDefaults(defaults).timeouts()).isEqualTo(defaults.timeouts());
		assertThat(request).isNotEqualTo(GenerateRequest.builder().build());
	}

	enum Limit {

		CONNECT(GenerateTimeouts.Builder::connect), FIRST_CHUNK(GenerateTimeouts.Builder::firstChunk),
		IDLE(GenerateTimeouts.Builder::idle), TOTAL(GenerateTimeouts.Builder::total);

		private final BiConsumer<GenerateTimeouts.Builder, Duration> setter;

		Limit(BiConsumer<GenerateTimeouts.Builder, Duration> setter) {
			this.setter = setter;
		}

	}

}
