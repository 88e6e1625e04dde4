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

package io.github.ollamagenerate.test.internal.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.github.ollamagenerate.test.TestHttp;
import io.github.ollamagenerate.test.internal.Refusal;
import io.github.ollamagenerate.test.internal.model.GenerateInput;
import io.github.ollamagenerate.test.internal.model.Prompt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GenerateDecoder}. The expected texts were taken from Go 1.26.
 */
class GenerateDecoderTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"{'prompt':5} | number into Go struct field GenerateRequest.prompt of type string",
			"{'PROMPT':1.5} | number into Go struct field GenerateRequest.prompt of type string",
			"{'model':true} | bool into Go struct field GenerateRequest.model of type string",
			"{'suffix':[1,[2]]} | array into Go struct field GenerateRequest.suffix of type string",
			"{'system':{'a':{}}} | object into Go struct field GenerateRequest.system of type string",
			"{'template':false} | bool into Go struct field GenerateRequest.template of type string",
			"{'stream':'no'} | string into Go struct field GenerateRequest.stream of type bool",
			"{'raw':0} | number into Go struct field GenerateRequest.raw of type bool",
			"{'truncate':'no'} | string into Go struct field GenerateRequest.truncate of type bool",
			"{'shift':[]} | array into Go struct field GenerateRequest.shift of type bool",
			"{'logprobs':5} | number into Go struct field GenerateRequest.logprobs of type bool",
			"{'_debug_render_only':5} | number into Go struct field GenerateRequest._debug_render_only of type bool",
			"{'top_logprobs':'1'} | string into Go struct field GenerateRequest.top_logprobs of type int",
			"{'top_logprobs':1.0} | number 1.0 into Go struct field GenerateRequest.top_logprobs of type int",
			"{'top_logprobs':1e1} | number 1e1 into Go struct field GenerateRequest.top_logprobs of type int",
			"{'top_logprobs':9223372036854775808} | number 9223372036854775808 into Go struct field GenerateRequest.top_logprobs of type int",
			"{'width':3000000000} | number 3000000000 into Go struct field GenerateRequest.width of type int32",
			"{'context':5} | number into Go struct field GenerateRequest.context of type []int",
			"{'context':'x'} | string into Go struct field GenerateRequest.context of type []int",
			"{'context':{'a':1}} | object into Go struct field GenerateRequest.context of type []int",
			"{'context':[1,'a',{}]} | string into Go struct field GenerateRequest.context of type int",
			"{'context':[1,[2]]} | array into Go struct field GenerateRequest.context of type int",
			"{'context':[2.5]} | number 2.5 into Go struct field GenerateRequest.context of type int",
			"{'options':[]} | array into Go struct field GenerateRequest.options of type map[string]interface {}",
			"{'options':'x'} | string into Go struct field GenerateRequest.options of type map[string]interface {}",
			"{'images':'x'} | string into Go struct field GenerateRequest.images of type []api.ImageData",
			"{'images':[5]} | number into Go struct field GenerateRequest.images of type api.ImageData",
			"{'images':[{'a':[]}]} | object into Go struct field GenerateRequest.images of type api.ImageData",
			"{'images':[[300]]} | number 300 into Go struct field GenerateRequest.images of type uint8",
			"{'images':[['a']]} | string into Go struct field GenerateRequest.images of type uint8",
			"{'keep_alive':1e999} | number 1e999 into Go struct field GenerateRequest.keep_alive of type float64",
			"[] | array into Go value of type api.GenerateRequest",
			"'x' | string into Go value of type api.GenerateRequest",
			"5 x | number into Go value of type api.GenerateRequest",
			"true | bool into Go value of type api.GenerateRequest" })
	void wrongTypeIsNamedInTheWordsOfGo(String body, String mismatch) {
		assertRefused(TestHttp.body(body), "json: cannot unmarshal " + mismatch);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"{'think':5} | think must be a boolean or string (\"high\", \"medium\", \"low\", \"max\", true, or false)",
			"{'think':'High'} | invalid think value: \"High\" (must be \"high\", \"medium\", \"low\", \"max\", true, or false)",
			"{'keep_alive':[]} | Unsupported type: '[]interface {}'",
			"{'keep_alive':{'a':1}} | Unsupported type: 'map[string]interface {}'",
			"{'keep_alive':true} | Unsupported type: 'bool'", "{'keep_alive':''} | time: invalid duration \"\"",
			"{'keep_alive':'é'} | time: invalid duration \"\\xc3\\xa9\"",
			"{'images':['AAAA','A-A=']} | illegal base64 data at input byte 1",
			"{'top_logprobs':21} | top_logprobs must be between 0 and 20",
			"{'top_logprobs':-1} | top_logprobs must be between 0 and 20" })
	void wrongValueIsNamedInTheWordsOfTheServer(String body, String error) {
		assertRefused(TestHttp.body(body), error);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = { "{'prompt':5,'model':true} | GenerateRequest.prompt",
			"{'images':['-'],'prompt':5} | input byte 0", "{'prompt':5,'images':['A']} | GenerateRequest.prompt",
			"{'prompt':5,'think':'loud'} | think value", "{'prompt':5,'keep_alive':'x'} | time: invalid duration",
			"{'think':'loud','keep_alive':'x'} | think value", "{'think':'loud','a':} | invalid JSON",
			"{'prompt':5,'a': | unexpected EOF" })
	void whenSeveralThingsAreWrongThenTheSameOneIsNamed(String body, String error) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> GenerateDecoder.decode(TestHttp.body(body)))
			.withMessageContaining(error);
	}

	@Test
	void namesMatchInAnyCaseAndTheLastOneWins() {
		GenerateInput input = decode("{'model':'a','MODEL':'b','model':'c','Prompt':'p','ſtream':false,'x':[{'y':1}]}");
		assertThat(input.model()).isEqualTo("c");
		assertThat(input.prompt().text()).isEqualTo("p");
		assertThat(input.streaming()).isFalse();
	}

	@Test
	void nullLeavesFieldsUnset() {
		GenerateInput input = decode("{'model':'a','model':null,'prompt':null,'stream':false,'stream':null,'raw':null,"
				+ "'context':null,'images':null,'options':{'a':1},'options':null,'think':null,'keep_alive':null}");
		assertThat(input).isEqualTo(decode("{'model':'a'}"));
		assertThat(decode("null")).isEqualTo(decode("{}"));
	}

	@Test
	void everyFieldIsRead() {
		GenerateInput input = decode("{'model':'m','prompt':'p','suffix':'x','system':'s','template':'t','raw':true,"
				+ "'images':['AAAA',null,[1,2]],'context':[1,null,3],'stream':false,'think':'max','keep_alive':1.5,"
				+ "'format': [1, 'a'] ,'options':{'a':1,'b':{'c':1}},'options':{'b':{'d':2}},'top_logprobs':20}");
		assertThat(input.prompt()).isEqualTo(new Prompt("p", "x", "s", "t", true, 3, List.of(1L, 0L, 3L)));
		assertThat(input.format()).isEqualTo("[1, \"a\"]");
		assertThat(input.options()).hasToString("{\"a\":1,\"b\":{\"d\":2}}");
		assertThat(input.think()).isTrue();
		assertThat(input.keepAlive()).isEqualTo(Duration.ofMillis(1500));
		assertThat(input.topLogprobs()).isEqualTo(20);
	}

	@ParameterizedTest
	@ValueSource(strings = { "'json'", "12", "true", "{ 'a' : {} }", "null", "''" })
	void formatIsKeptAsItIsWritten(String format) {
		assertThat(decode("{'format' : " + format + " , 'model':'m'}").format()).isEqualTo(TestHttp.body(format));
		assertThat(decode("{'format':" + format + "}").format()).isEqualTo(TestHttp.body(format));
	}

	@ParameterizedTest
	@CsvSource({ "-1,PT2562047H47M16.854775807S", "1e30,PT2562047H47M16.854775807S", "-0.0,PT0S", "0.5,PT0.5S",
			"'-1s',PT2562047H47M16.854775807S", "'10m',PT10M" })
	void keepAliveIsSecondsOrADuration(String value, Duration expected) {
		String json = value.matches("[-\\de.]+") ? value : "'" + value + "'";
		assertThat(Objects.requireNonNull(decode("{'keep_alive':" + json + "}").keepAlive())).isEqualTo(expected);
	}

	@Test
	void emptyContextIsNotAbsent() {
		assertThat(decode("{'context':[]}").prompt().context()).isEmpty();
		assertThat(decode("{}").prompt().context()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'model':'m'} trailing", "{'model':'m'}{'model':5}", "{'model':'m'}}" })
	void whatFollowsTheObjectIsIgnored(String body) {
		assertThat(decode(body).model()).isEqualTo("m");
	}

	@Test
	void deepNestingIsRead() {
		assertThat(decode("{'x':" + "[".repeat(5000) + "]".repeat(5000) + ",'model':'m'}").model()).isEqualTo("m");
		assertRefused("{\"x\":" + "[".repeat(10_001), "invalid JSON");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "{'", "{'a", "{'a'", "{'a':", "{'a':1", "[", "[1", "{'a':'\\" })
	void jsonThatEndsTooEarlyIsRefused(String body) {
		assertRefused(TestHttp.body(body), "unexpected EOF");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{a:1}", "{'a':1,}", "{'a' 1}", "{'a':01}", "[1 2]", "[1,]", "[1,", "{'a':NaN}", "tru5",
			"model=x", "<html>", "['\\x']", "\ufeff{}" })
	void textThatIsNotJsonIsRefused(String body) {
		assertRefused(TestHttp.body(body), "invalid JSON");
	}

	private static GenerateInput decode(String singleQuoted) {
		return GenerateDecoder.decode(TestHttp.body(singleQuoted));
	}

	private static void assertRefused(String body, String error) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> GenerateDecoder.decode(body)).withMessage(error);
	}

}
