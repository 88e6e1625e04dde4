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
