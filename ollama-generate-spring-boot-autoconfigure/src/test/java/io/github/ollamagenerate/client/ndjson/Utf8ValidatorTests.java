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

package io.github.ollamagenerate.client.ndjson;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Utf8Validator}: it takes what the decoder of the JDK takes.
 */
class Utf8ValidatorTests {

	@Test
	void eachCharacterIsValid() {
		for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
			if (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE) {
				byte[] bytes = Character.toString(character).getBytes(StandardCharsets.UTF_8);
				assertThat(new Utf8Validator().validate(bytes, 0, bytes.length)).isEqualTo(bytes.length);
			}
		}
	}

	@Test
	void anyBytesAreValidIfTheDecoderOfTheJdkTakesThem() {
		Random random = new Random(1);
		int[] likely = { 0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed,
				0xee, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff };
		for (int i = 0; i < 200_000; i++) {
			byte[] bytes = new byte[1 + random.nextInt(5)];
			for (int j = 0; j < bytes.length; j++) {
				bytes[j] = (byte) likely[random.nextInt(likely.length)];
			}
			int cut = random.nextInt(bytes.length);
			Utf8Validator validator = new Utf8Validator();
			boolean valid = validator.validate(bytes, 0, cut) == cut
					&& validator.validate(bytes, cut, bytes.length) == bytes.length
					// the end of a line, which no character goes over
					&& validator.validate(new byte[] { '\n' }, 0, 1) == 1;
			assertThat(valid).as(() -> HexFormat.of().formatHex(bytes)).isEqualTo(isValid(bytes));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u00e9", "\u6f22", "\ud83d\ude00" })
	void positionIsThatOfTheByteThatIsNotValid(String character) {
		byte[] bytes = ("ab" + character + "c").getBytes(StandardCharsets.UTF_8);
		bytes[bytes.length - 2] = 'x';
		assertThat(new Utf8Validator().validate(bytes, 0, bytes.length)).isEqualTo(bytes.length - 2);
	}

	private static boolean isValid(byte[] bytes) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

}
