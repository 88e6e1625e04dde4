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

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

import io.github.ollamagenerate.test.internal.go.GoJson;

/**
 * The log probability of a token.
 *
 * @param token the token's text
 * @param value the natural logarithm of its probability
 * @param likely the most likely tokens at its position, empty if nobody asked for them
 */
record Logprob(String token, float value, List<Logprob> likely) {

	static void write(StringBuilder out, String name, List<Logprob> logprobs) {
		if (logprobs.isEmpty()) {
			return;
		}
		out.append(",\"").append(name).append("\":[");
		for (Iterator<Logprob> remaining = logprobs.iterator(); remaining.hasNext();) {
			remaining.next().write(out);
			out.append(remaining.hasNext() ? ',' : ']');
		}
	}

	private void write(StringBuilder out) {
		out.append("{\"token\":");
		GoJson.quote(out, this.token);
		// the server calculates with 32 bits and writes 64
		out.append(",\"logprob\":").append(new BigDecimal(Double.toString(this.value)).toPlainString());
		out.append(",\"bytes\":[");
		String separator = "";
		for (byte b : this.token.getBytes(StandardCharsets.UTF_8)) {
			out.append(separator).append(b & 0xFF);
			separator = ",";
		}
		out.append(']');
		write(out, "top_logprobs", this.likely);
		out.append('}');
	}

}
