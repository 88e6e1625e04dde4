package io.github.ollamagenerate.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.UnreadableResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NdjsonReader}: packets cut anywhere.
 */
class NdjsonReaderTests {

	private static final String STREAM = """
			{"model":"m","created_at":"2026-11-25T00:06:59.052755316Z","response":"Gr\u00fc\u00dfe \\u003cb\\u003e","done":false}
			{"model":"m","created_at":"2026-11-25T00:06:59.13389043Z","response":"\ud83d\ude80 \\ud83d\\ude80 \\"\\\\ \\n","thinking":"\u6f22\u5b57","done":false}
			{"model":"other","response":"","done":false,"logprobs":[{"token":"\u00e9","logprob":-0.25,"bytes":[195,169],"top_logprobs":[]}]}
			{"model":"m","response":"","done":true,"done_reason":"stop","context":[1,2,3],"total_duration":693145447,"eval_count":12,"x":null,"y":{"z":[{}]}}
			""";

	private static final List<GenerateResponse> WHOLE = read(STREAM.getBytes(StandardCharsets.UTF_8),
			Integer.MAX_VALUE);

	@Test
	void wholeStreamIsRead() {
		assertThat(WHOLE).hasSize(4);
		assertThat(WHOLE.get(0).response()).isEqualTo("Gr\u00fc\u00dfe <b>");
		assertThat(WHOLE.get(1).response()).isEqualTo("\ud83d\ude80 \ud83d\ude80 \"\\ \n");
		assertThat(WHOLE.get(1).thinking()).isEqualTo("\u6f22\u5b57");
		assertThat(WHOLE.get(2).model()).isEqualTo("other");
		assertThat(WHOLE.get(3).metrics().evalCount()).isEqualTo(12);
		assertThat(WHOLE.get(3).additionalFields()).containsOnlyKeys("y");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 7, 64, 1000 })
	void packetsOfAnySizeGiveTheSame(int size) {
		assertThat(read(STREAM.getBytes(StandardCharsets.UTF_8), size)).isEqualTo(WHOLE);
	}

	@Test
	void oneCutAtEachPositionGivesTheSame() {
		byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
		for (int cut = 1; cut < bytes.length; cut++) {
			List<GenerateResponse> chunks = new ArrayList<>();
			NdjsonReader reader = reader(8192, chunks);
			feed(reader, bytes, 0, cut);
			feed(reader, bytes, cut, bytes.length);
			reader.complete();
			assertThat(chunks).as("cut at %d", cut).isEqualTo(WHOLE);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\r\n", "\n\n", "\r\n\r\n  ", "", " " })
	void linesMayEndInAnyWay(String separator) {
		String joined = String.join(separator, STREAM.split("\n"));
		assertThat(read(joined.getBytes(StandardCharsets.UTF_8), 10)).isEqualTo(WHOLE);
	}

	@Test
	void modelTextIsSharedFromLineToLine() {
		assertThat(WHOLE.get(1).model()).isSameAs(WHOLE.get(0).model());
	}

	@Test
	void quoteOfALineThatIsNoJsonJoinsItsPackets() {
		byte[] bytes = "\n   \t".getBytes(StandardCharsets.UTF_8);
		NdjsonReader reader = reader(8192, new ArrayList<>());
		feed(reader, bytes, 0, bytes.length);
		assertThatExceptionOfType(UnreadableResponseException.class)
			.isThrownBy(() -> feed(reader, "  upstream timed out\n".getBytes(StandardCharsets.UTF_8), 0, 21))
			.withMessageContaining("(upstream timed out)");
	}

	private static List<GenerateResponse> read(byte[] bytes, int packetSize) {
		List<GenerateResponse> chunks = new ArrayList<>();
		NdjsonReader reader = reader(8192, chunks);
		for (int start = 0; start < bytes.length; start += Math.min(packetSize, bytes.length)) {
			feed(reader, bytes, start, (int) Math.min(bytes.length, (long) start + packetSize));
		}
		reader.complete();
		reader.close();
		return chunks;
	}

	private static void feed(NdjsonReader reader, byte[] bytes, int start, int end) {
		reader.read(DefaultDataBufferFactory.sharedInstance.wrap(Arrays.copyOfRange(bytes, start, end)));
	}

	private static NdjsonReader reader(int maxLineLength, List<GenerateResponse> chunks) {
		return new NdjsonReader(new LineParsers(maxLineLength), true, new ResponseAccumulator(),
				new ExceptionTranslator("m", URI.create("http://localhost:11434")), new GenerateWarnings(),
				chunks::add);
	}

}
