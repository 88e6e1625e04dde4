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

package io.github.ollamagenerate.test.internal.recording;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.github.ollamagenerate.test.TestHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestMatcher} and {@link RequestDifference}: a request has the key
 * of a recording if, and only if, nothing differs.
 */
class RequestMatcherTests {

	private final RequestMatcher matcher = new RequestMatcher(Set.of("seed", "options.seed"), UnaryOperator.identity());

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"{'a':1,'b':[1,{'c':'x'}]} | {'b':[1.0,{'c':'x'}],'a':1e0}", "{'a':100} | {'a':1E+2}",
			"{'seed':1} | {'seed':2}", "{'seed':1} | {}", "{'options':{'seed':1}} | {'options':{}}",
			"{'images':['aGVsbG8=']} | {'images':['sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824']}",
			"null | null", "'x' | 'x'", "`` | ``", "{'a': | {'a':" })
	void sameRequestMatches(String recorded, String requested) {
		assertThat(this.matcher.key(call(recorded))).isEqualTo(this.matcher.key(call(requested)));
		RequestDifference difference = difference(recorded, requested);
		assertThat(difference.distance()).isZero();
		assertThat(difference.summary()).isEmpty();
		assertThat(difference.details()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{'a':1} | {'a':2} | 1 | a 1 / 2",
			"{'a':{'b':[0,{'c':1}]}} | {'a':{'b':[0,{'c':1.5}]}} | 1 | a.b[1].c 1 / 1.5",
			"{'a':{'seed':1}} | {'a':{'seed':2}} | 1 | a.seed 1 / 2",
			"{'a':[1]} | {'a':[1,2]} | 1 | a differs: [1] / [1,2]",
			"{'a':true} | {'a':null} | 1 | a differs: true / null", "{'a':1} | {'a':'1'} | 1 | a differs: 1 / '1'",
			"{'a':1} | {} | 1 | a is not requested: 1 / -", "{} | {'a':'x'} | 1 | a is not recorded: - / 'x'",
			"{'images':['aGVsbG8=']} | {'images':['aGVsbA==']} | 1 | images[0] is another image",
			"{'a':'abcd'} | {'a':'abXd'} | 1.5 | a differs at character 3: 'abcd' / 'abXd'",
			"{'model':'ab'} | {'model':'ac'} | 2.5 | model differs at character 2: 'ab' / 'ac'",
			"{'a':'ab'} | {'a':'abcd'} | 1.5 | a differs at character 3: 'ab' / 'abcd'",
			"{'a':'x'} | {'a':''} | 2 | a differs at character 1: 'x' / ''",
			"'a' | 'b' | 2 | body differs at character 1: 'a' / 'b'", "1 | 2 | 1 | body 1 / 2",
			"[] | {} | 1 | body differs: [] / {}", "x | y | 1 | body differs",
			"x | {} | 1 | body is not recorded: - / {}", "[[1],2] | [[1,2]] | 1 | body differs: [[1],2] / [[1,2]]" })
	void differenceIsNamedWithItsDistance(String recorded, String requested, double distance, String detail) {
		assertThat(this.matcher.key(call(recorded))).isNotEqualTo(this.matcher.key(call(requested)));
		RequestDifference difference = difference(recorded, requested);
		assertThat(difference.distance()).isEqualTo(distance);
		assertThat(difference.details()).containsExactly(TestHttp.body(detail));
		assertThat(TestHttp.body(detail)).startsWith(difference.summary().get(0));
	}

	@Test
	void anotherEndpointIsFurtherThanAnyBody() {
		RecordedCall other = new RecordedCall("GET", "/api/tags", Map.of(), null, new byte[0]);
		RequestDifference difference = RequestDifference.of(other, call("{'a':1}"), this.matcher);
		assertThat(difference.summary()).containsExactly("recorded GET /api/tags, requested POST /api/generate");
		assertThat(difference.distance()).isEqualTo(1_000);
	}

	@Test
	void longTextsAreCutAroundTheDifference() {
		String before = "0123456789".repeat(3);
		String after = "abcdefghij".repeat(3);
		assertThat(difference("{'a':'" + before + "X" + after + "'}", "{'a':'" + before + "\\n'}").details())
			.containsExactly("a differs at character 31: \"...890123456789Xabcdefghijabcdefghijabc...\""
					+ " / \"...890123456789\\n\"");
		String list = "[" + "1,".repeat(30) + "1]";
		assertThat(difference("{'a':" + list + "}", "{'a':[]}").details())
			.containsExactly("a differs: " + list.substring(0, 48) + "... / []");
		String limit = "[" + "1,".repeat(22) + "10]";
		assertThat(difference("{'a':" + limit + "}", "{}").details())
			.containsExactly("a is not requested: " + limit + " / -");
	}

	@Test
	void textNamesTheIgnoredFields() {
		assertThat(this.matcher).hasToString("options.seed, seed");
		assertThat(new RequestMatcher(Set.of(), UnaryOperator.identity())).hasToString("");
	}

	private RequestDifference difference(String recorded, String requested) {
		return RequestDifference.of(call(recorded), call(requested), this.matcher);
	}

	private static RecordedCall call(String singleQuoted) {
		RecordedCall call = new RecordedCall("POST", "/api/generate", Map.of(), null, new byte[0]);
		String body = TestHttp.body(singleQuoted);
		JsonNode json = body.isEmpty() ? null : CompactJson.parse(body);
		return (json != null) ? call.withJson(json) : call.withBytes(body.getBytes(StandardCharsets.UTF_8));
	}

}
