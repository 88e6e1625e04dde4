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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ModelOptions}.
 */
class ModelOptionsTests {

	@Test
	void everySetterWritesTheServersName() {
		ModelOptions options = ModelOptions.builder()
			.seed(1)
			.temperature(0.2)
			.topK(3)
			.topP(0.4)
			.minP(0.5)
			.stop("a", "b")
			.numCtx(6)
			.numPredict(7)
			.numKeep(8)
			.typicalP(0.9)
			.repeatLastN(10)
			.repeatPenalty(1.1)
			.presencePenalty(1.2)
			.frequencyPenalty(1.3)
			.numBatch(14)
			.numGpu(15)
			.mainGpu(16)
			.useMmap(true)
			.numThread(18)
			.set("low_vram", false)
			.build();
		assertThat(options.asMap()).containsExactly(Map.entry("seed", 1L), Map.entry("temperature", 0.2),
				Map.entry("top_k", 3), Map.entry("top_p", 0.4), Map.entry("min_p", 0.5),
				Map.entry("stop", List.of("a", "b")), Map.entry("num_ctx", 6), Map.entry("num_predict", 7),
				Map.entry("num_keep", 8), Map.entry("typical_p", 0.9), Map.entry("repeat_last_n", 10),
				Map.entry("repeat_penalty", 1.1), Map.entry("presence_penalty", 1.2),
				Map.entry("frequency_penalty", 1.3), Map.entry("num_batch", 14), Map.entry("num_gpu", 15),
				Map.entry("main_gpu", 16), Map.entry("use_mmap", true), Map.entry("num_thread", 18),
				Map.entry("low_vram", false));
	}

	@Test
	void mergeFillsOnlyTheGaps() {
		ModelOptions defaults = ModelOptions.builder().seed(1).topK(2).build();
		ModelOptions merged = ModelOptions.builder().topK(3).build().withDefaults(defaults);
		assertThat(merged.asMap()).isEqualTo(Map.of("seed", 1L, "top_k", 3));
		assertThat(ModelOptions.none().withDefaults(defaults)).isEqualTo(defaults);
	}

	@Test
	void valuesAreCopiedDeeply() {
		List<Object> list = new ArrayList<>(List.of("a"));
		Map<String, Object> map = new HashMap<>(Map.of("list", list));
		ModelOptions options = ModelOptions.builder().set("list", list).set("map", map).build();
		list.add("b");
		map.clear();
		assertThat(options.asMap()).isEqualTo(Map.of("list", List.of("a"), "map", Map.of("list", List.of("a"))));
	}

	@Test
	void valueMustBeJson() {
		for (Object value : new Object[] { new Object(), Double.NaN, Float.POSITIVE_INFINITY, List.of(new Object()),
				Map.of("a", Double.NaN) }) {
			assertThatIllegalArgumentException().isThrownBy(() -> ModelOptions.builder().set("x", value))
				.withMessageContaining("Option 'x' must be");
		}
	}

	@Test
	void nameMustBeSet() {
		assertThatIllegalArgumentException().isThrownBy(() -> ModelOptions.builder().set(" ", 1))
			.withMessageContaining("'name'");
	}

}
