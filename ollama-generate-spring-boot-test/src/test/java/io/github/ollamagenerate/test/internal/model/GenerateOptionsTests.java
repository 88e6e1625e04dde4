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

package io.github.ollamagenerate.test.internal.model;

import java.util.List;

import io.github.ollamagenerate.test.TestHttp;
import io.github.ollamagenerate.test.internal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GenerateOptions}.
 */
class GenerateOptionsTests {

	private static final GenerateOptions DEFAULTS = new GenerateOptions(0, -1, 4096, List.of());

	@ParameterizedTest
	@CsvSource(quoteCharacter = '~', value = { "~'temperature':'hot'~,temperature,type float32",
			"~'top_p':true~,top_p,type float32", "~'min_p':[]~,min_p,type float32",
			"~'repeat_penalty':{}~,repeat_penalty,type float32", "~'num_ctx':'4096'~,num_ctx,type integer",
			"~'num_predict':false~,num_predict,type integer", "~'seed':[1]~,seed,type integer",
			"~'top_k':'40'~,top_k,type integer", "~'use_mmap':1~,use_mmap,type boolean", "~'stop':'.'~,stop,type array",
			"~'stop':{}~,stop,type array", "~'stop':['a',1]~,stop,an array of strings",
			"~'stop':[null]~,stop,an array of strings", "~'x':1,'num_gpu':'all','top_p':'x'~,num_gpu,type integer" })
	void wrongTypeIsRefused(String options, String name, String type) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> options(options))
			.withMessage("option \"" + name + "\" must be of " + type)
			.satisfies((refusal) -> assertThat(refusal.status()).isEqualTo(500));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "'seed':null,'stop':null,'num_ctx':null,'temperature':null,'use_mmap':null",
			"'unknown':'x','Seed':'x','numa':5", "'temperature':1,'top_k':2.5,'use_mmap':true,'stop':[]" })
	void othersAreIgnored(String options) {
		assertThat(options(options)).isEqualTo(DEFAULTS);
	}

	@Test
	void numbersLoseTheirFraction() {
		assertThat(options("'seed':1.9,'num_predict':-3.9,'num_ctx':2e3,'stop':['','a']"))
			.isEqualTo(new GenerateOptions(1, -3, 2000, List.of("", "a")));
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 3, 4 })
	void contextHoldsFourTokensAtLeast(int size) {
		assertThat(options("'num_ctx':" + size).numCtx()).isEqualTo(4);
	}

	@ParameterizedTest
	@CsvSource({ "-1,1000", "-2,1000", "0,9223372036854775807", "1,1", "999,999", "1001,1000" })
	void answerIsAtMostTenContextsLong(long numPredict, long limit) {
		assertThat(options("'num_ctx':100,'num_predict':" + numPredict).limit()).isEqualTo(limit);
	}

	private static GenerateOptions options(String singleQuoted) {
		return GenerateOptions.of(TestHttp.MAPPER.readTree(TestHttp.body("{" + singleQuoted + "}")));
	}

}
