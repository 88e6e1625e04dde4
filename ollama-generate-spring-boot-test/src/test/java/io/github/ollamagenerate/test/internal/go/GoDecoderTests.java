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

package io.github.ollamagenerate.test.internal.go;

import java.util.Map;
import java.util.TreeMap;

import io.github.ollamagenerate.test.TestHttp;
import io.github.ollamagenerate.test.internal.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GoDecoder}. The expected values and texts were taken from Go 1.26.
 */
class GoDecoderTests {

	private final Map<String, Object> struct = new TreeMap<>(Map.of("s", "", "n", 0L, "w", 0, "b", false, "on", true));

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = { "{'s':'a','S':'b'} | s | b",
			"{'s':'a','s':null} | s | a", "{'':1,'x':[{'s':'a'}],'s':'b'} | s | b", "{'ſ':'a'} | s | a",
			"{'s':'\\ud800x\\udc00'} | s | \ufffdx\ufffd", "{'s':'\\ud83d\\ude42'} | s | 🙂",
			"{'n':-9223372036854775808} | n | -9223372036854775808",
			"{'n':9223372036854775807} | n | 9223372036854775807", "{'n':5,'n':null} | n | 5", "{'n':-0} | n | 0",
			"{'w':2147483647} | w | 2147483647", "{'w':-2147483648} | w | -2147483648", "{'b':true} | b | true",
			"{'b':true,'b':null} | b | true", "{'b':true,'b':false} | b | false", "{'b':null} | b | false",
			"{'on':false} | on | false", "{'on':false,'on':null} | on | true",
			"{'context':[1,null,3]} | context | [1, 0, 3]", "{'context':[]} | context | []",
			"{'context':null} | context | null", "{'images':['AAAA','',null,[0,255,null]]} | images | 4",
			"{'images':null} | images | 0", "{'options':{'a':1},'options':{'b':null}} | options | {\"a\":1,\"b\":null}",
			"{'f':-1.5e3} | f | -1500.0", "{'raw': { 'a' : 1 } } | raw | { \"a\" : 1 }",
			"{'raw':'a', 's':'b'} | raw | \"a\"", "{'raw':12, 's':'b'} | s | b" })
	void valueIsReadAsByGo(String json, String field, String expected) {
		decode(json);
		assertThat(String.valueOf(this.struct.get(field))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = { "{'s':5} | number | s of type string",
			"{'n':'x'} | string | n of type int", "{'n':1e2} | number 1e2 | n of type int",
			"{'n':9223372036854775808} | number 9223372036854775808 | n of type int",
			"{'w':2147483648} | number 2147483648 | w of type int32",
			"{'w':-2147483649} | number -2147483649 | w of type int32", "{'b':'true'} | string | b of type bool",
			"{'on':0} | number | on of type bool", "{'context':[true,'x']} | bool | context of type int",
			"{'context':{'s':5}} | object | context of type []int",
			"{'images':'AAAA'} | string | images of type []api.ImageData",
			"{'images':[true]} | bool | images of type api.ImageData",
			"{'images':[[-1]]} | number -1 | images of type uint8",
			"{'images':[[256]]} | number 256 | images of type uint8",
			"{'options':[1],'s':3} | array | options of type map[string]interface {}",
			"{'f':1e999} | number 1e999 | f of type float64" })
	void firstWrongTypeIsNamed(String json, String value, String field) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> decode(json))
			.withMessage("json: cannot unmarshal " + value + " into Go struct field R." + field)
			.satisfies((ex) -> assertThat(ex.status()).isEqualTo(400));
	}

	@ParameterizedTest
	@CsvSource({ "[[1]],array", "'\"s\"',string", "false,bool", "1,number" })
	void objectIsRequired(String json, String kind) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> decode(json))
			.withMessage("json: cannot unmarshal " + kind + " into Go value of type api.R");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "''|missing request body", "' '|missing request body", "{\"s\":5|unexpected EOF",
					"[[|unexpected EOF", "{\"s\":5,}|invalid JSON", "[[}|invalid JSON",
					"{\"images\":[\"A\"]}|illegal base64 data at input byte 0",
					"{\"refused\":1,\"s\":5}|this decoder refuses", "{\"s\":5,\"refused\":1}|this decoder refuses" })
	void othersAreRefused(String json, String error) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> decode(json)).withMessage(error);
	}

	@ParameterizedTest
	@CsvSource({ "null", "{}" })
	void nothingIsReadFromNull(String json) {
		decode(json);
		assertThat(this.struct).hasToString("{b=false, n=0, on=true, s=, w=0}");
	}

	private void decode(String singleQuoted) {
		GoDecoder.decode(TestHttp.body(singleQuoted), "R",
				(value) -> this.struct.compute(value.field(), (field, current) -> read(value, current)));
	}

	private static Object read(GoValue value, Object current) {
		return switch (value.field()) {
			case "s" -> value.string((String) current);
			case "n" -> value.integer((Long) current);
			case "w" -> value.int32((Integer) current);
			case "b" -> value.bool((Boolean) current);
			case "on" -> value.boolOr(true);
			case "context" -> value.integers();
			case "images" -> value.images();
			case "options" -> value.map((ObjectNode) current);
			case "f" -> value.number();
			case "raw" -> value.raw();
			case "refused" -> throw new Refusal(400, "this decoder refuses");
			default -> null;
		};
	}

}
