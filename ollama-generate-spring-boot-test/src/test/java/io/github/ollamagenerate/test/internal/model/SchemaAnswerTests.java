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

import java.util.Random;

import io.github.ollamagenerate.test.TestHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SchemaAnswer}.
 */
class SchemaAnswerTests {

	@ParameterizedTest
	@CsvSource({ "string,STRING", "integer,NUMBER", "number,NUMBER", "boolean,BOOLEAN", "null,NULL", "object,OBJECT",
			"array,ARRAY" })
	void typeIsAsAsked(String type, String nodeType) {
		assertThat(answer("{'type':'" + type + "'}").getNodeType().name()).isEqualTo(nodeType);
	}

	@Test
	void nestedSchemaIsFilledInOrder() {
		JsonNode answer = answer("""
				{'type':'object','properties':{'countries':{'type':'array','items':{'type':'object','properties':
				{'country':{'type':'string'},'population':{'type':'integer'}},'required':['country','population']}}},
				'required':['countries']}""");
		assertThat(answer.get("countries").size()).isEqualTo(2);
		assertThat(answer.get("countries")).allSatisfy((country) -> {
			assertThat(country.propertyNames()).containsExactly("country", "population");
			assertThat(country.get("country").isString()).isTrue();
			assertThat(country.get("population").isIntegralNumber()).isTrue();
		});
	}

	@Test
	void requiredWithoutPropertyIsThere() {
		assertThat(answer("{'type':'object','required':['a']}").has("a")).isTrue();
	}

	@Test
	void mapsGetAnEntry() {
		JsonNode answer = answer("{'type':'object','additionalProperties':{'type':'integer'}}");
		assertThat(answer.size()).isEqualTo(1);
		assertThat(answer.get("canned").isIntegralNumber()).isTrue();
	}

	@Test
	void enumAndConstAreObeyed() {
		for (int seed = 0; seed < 20; seed++) {
			assertThat(answer("{'type':'string','enum':['a','b']}", seed).stringValue()).isIn("a", "b");
		}
		assertThat(answer("{'const':7}").intValue()).isEqualTo(7);
	}

	@Test
	void firstTypeThatIsNotNullIsTaken() {
		assertThat(answer("{'type':['null','integer']}").isIntegralNumber()).isTrue();
		assertThat(answer("{'anyOf':[{'type':'null'},{'type':'boolean'}]}").isBoolean()).isTrue();
		assertThat(answer("{'oneOf':[{'type':'integer'},{'type':'null'}]}").isIntegralNumber()).isTrue();
	}

	@Test
	void allOfIsMerged() {
		JsonNode answer = answer("""
				{'allOf':[{'type':'object','properties':{'a':{'type':'integer'}},'required':['a']},
				{'$ref':'#/$defs/B'}],
				'$defs':{'B':{'allOf':[{'properties':{'b':{'type':'string'}},'required':['b']}]}}}""");
		assertThat(answer.propertyNames()).containsExactly("a", "b");
		assertThat(answer.get("a").isIntegralNumber()).isTrue();
	}

	@Test
	void requiredNamesOfAllOfAreAddedUp() {
		assertThat(answer("{'type':'object','required':['a'],'allOf':[{'required':['b']},{'required':['c']}]}")
			.propertyNames()).containsExactly("a", "b", "c");
	}

	@Test
	void deepDownOnlyRequiredPropertiesAreFilled() {
		String schema = "{'type':'object','properties':{'more':{'$ref':'#'},'v':{'type':'integer'}},'required':['v']}";
		JsonNode deepest = answer(schema);
		while (deepest.has("more")) {
			deepest = deepest.get("more");
		}
		assertThat(deepest.propertyNames()).containsExactly("v");
	}

	@Test
	void referencesAreFollowed() {
		JsonNode answer = answer("""
				{'type':'object','properties':{'a':{'$ref':'#/$defs/A'}},
				'$defs':{'A':{'type':'object','properties':{'n':{'type':'integer'}}}}}""");
		assertThat(answer.get("a").get("n").isIntegralNumber()).isTrue();
		assertThat(answer("{'$ref':'nowhere'}").isString()).isTrue();
		assertThat(answer("{'$ref':'#nowhere'}").isString()).isTrue();
		assertThat(answer("{'$ref':'#/nowhere'}").isString()).isTrue();
	}

	@ParameterizedTest
	@Timeout(10)
	@ValueSource(strings = {
			"{'type':'object','properties':{'l':{'$ref':'#'},'r':{'$ref':'#'},'v':{'type':'integer'}},'required':['v']}",
			"{'type':'object','properties':{'l':{'anyOf':[{'$ref':'#'},{'type':'null'}]},'r':{'anyOf':[{'$ref':'#'},{'type':'null'}]}},'required':['l','r']}",
			"{'type':['object','null'],'properties':{'l':{'$ref':'#'},'r':{'$ref':'#'}},'required':['l','r']}",
			"{'type':'object','properties':{'c':{'type':'array','items':{'$ref':'#'}}},'required':['c']}",
			"{'type':'object','properties':{'l':{'$ref':'#'},'r':{'$ref':'#'}},'required':['l','r']}", "{'$ref':'#'}",
			"{'allOf':[{'$ref':'#'}]}", "{'allOf':[{'$ref':'#'},{'$ref':'#'}]}" })
	void recursiveSchemasEnd(String schema) {
		assertThat(answer(schema)).isNotNull();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '~', value = { "~'minimum':5,'maximum':7~,5,7",
			"~'exclusiveMinimum':5,'exclusiveMaximum':7~,6,6", "~'maximum':-10~,-2000,-10",
			"~'minimum':0.5,'maximum':1.5~,1,1",
			"~'minimum':-9223372036854775808,'maximum':9223372036854775807~,-9223372036854775808,9223372036854775807",
			"~'multipleOf':50,'minimum':10~,50,1010" })
	void integersLieWithinTheirLimits(String limits, long low, long high) {
		for (int seed = 0; seed < 20; seed++) {
			JsonNode answer = answer("{'type':'integer'," + limits + "}", seed);
			assertThat(answer.isIntegralNumber()).isTrue();
			assertThat(answer.longValue()).isBetween(low, high);
		}
	}

	@Test
	void numbersLieWithinTheirLimits() {
		for (int seed = 0; seed < 20; seed++) {
			assertThat(answer("{'type':'number','exclusiveMinimum':0,'exclusiveMaximum':1}", seed).doubleValue())
				.isStrictlyBetween(0.0, 1.0);
			assertThat(answer("{'type':'number','minimum':2,'maximum':2}", seed).doubleValue()).isEqualTo(2);
		}
	}

	@Test
	void textsLieWithinTheirLimits() {
		assertThat(answer("{'type':'string','minLength':40}").stringValue()).hasSize(40);
		assertThat(answer("{'type':'string','maxLength':3}").stringValue()).hasSize(3);
		assertThat(answer("{'type':'string','format':'date'}").stringValue()).isEqualTo("2026-01-31");
	}

	@Test
	void arraysLieWithinTheirLimits() {
		assertThat(answer("{'type':'array','items':{'type':'integer'},'minItems':5}").size()).isEqualTo(5);
		assertThat(answer("{'type':'array','items':{'type':'integer'},'maxItems':1}").size()).isEqualTo(1);
		assertThat(answer("{'prefixItems':[{'type':'integer'},{'type':'boolean'}]}").get(1).isBoolean()).isTrue();
	}

	@Test
	void sameSeedGivesTheSame() {
		String schema = "{'type':'array','minItems':9,'items':{'type':'number'}}";
		assertThat(answer(schema, 1)).isEqualTo(answer(schema, 1)).isNotEqualTo(answer(schema, 2));
	}

	private static JsonNode answer(String singleQuoted) {
		return answer(singleQuoted, 0);
	}

	private static JsonNode answer(String singleQuoted, int seed) {
		JsonNode schema = TestHttp.MAPPER.readTree(TestHttp.body(singleQuoted));
		return TestHttp.MAPPER.readTree(new SchemaAnswer(schema, new Random(seed)).text());
	}

}
