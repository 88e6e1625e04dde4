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

package io.github.ollamagenerate.client;

import java.util.ArrayList;
import java.util.List;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.StructuredOutputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ArrayElements}.
 */
class ArrayElementsTests {

	private final List<Object> elements = new ArrayList<>();

	private final ArrayElements<Object> array = new ArrayElements<>(Object.class, JsonMapper.shared(),
			SchemaCheck.NONE);

	private void read(String... texts) {
		for (String text : texts) {
			add(this.array.read(GenerateResponse.builder().model("m").response(text).build()));
		}
	}

	// a failure counts as an element
	private void add(Flux<?> read) {
		read.cast(Object.class).onErrorResume((ex) -> Flux.just(ex)).subscribe(this.elements::add);
	}

	@Test
	void elementComesWithTheChunkThatCompletesIt() {
		read("[{\"a\":", "1}");
		assertThat(this.elements).hasSize(1);
		read(",[2,", "3],");
		assertThat(this.elements).hasSize(2);
		read("4", "]");
		add(this.array.end());
		assertThat(this.elements).hasToString("[{a=1}, [2, 3], 4]");
	}

	@Test
	void characterMayBeCut() {
		read("[\"\ud83d", "\ude00\"]");
		add(this.array.end());
		assertThat(this.elements).containsExactly("\ud83d\ude00");
	}

	@Test
	void fenceIsNotPartOfTheArray() {
		read("``", "`json\n", "[1]", "\n``", "`");
		add(this.array.end());
		assertThat(this.elements).containsExactly(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\":1}", "1 ", "[1]2", "[1][2]", "text [1]", "[1] text" })
	void textThatIsNotOneArrayIsAFailure(String text) {
		read(text);
		assertThat(this.elements).last()
			.isInstanceOfSatisfying(StructuredOutputException.class, (ex) -> assertThat(ex)
				.hasMessageStartingWith("The answer of model 'm' could not be read as Object[]. "));
	}

	@Test
	void textInAChunkAfterTheArrayIsAFailure() {
		read("[1]", " text");
		assertThat(this.elements).hasSize(2).last().isInstanceOf(StructuredOutputException.class);
	}

	@Test
	void elementsBeforeAFailureAreKept() {
		read("[1,2,null]");
		assertThat(this.elements).hasSize(3).startsWith(1, 2);
		assertThat(this.elements).last()
			.isInstanceOfSatisfying(StructuredOutputException.class, (ex) -> assertThat(ex)
				.hasMessageStartingWith("Element 2 of the answer of model 'm' could not be read as Object. "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[1", "", "[1]\ud83d" })
	void arrayThatDoesNotEndIsAFailure(String text) {
		read(text);
		add(this.array.end());
		assertThat(this.elements).last().isInstanceOf(StructuredOutputException.class);
	}

	@Test
	void answerWithoutChunksIsAFailure() {
		add(this.array.end());
		assertThat(this.elements).singleElement().isInstanceOf(StructuredOutputException.class);
	}

}
