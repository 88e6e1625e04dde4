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

package io.github.ollamagenerate.sample;

import java.time.Duration;

import io.github.ollamagenerate.test.MockAnswer;

/**
 * An answer that looks like one.
 */
final class SkyAnswer {

	private static final String THINKING = "The user asks why the sky is blue. Rayleigh scattering; keep it short.";

	private static final String TEXT = """
			The sky is blue because air scatters **short wavelengths** of sunlight more than long ones.

			1. Sunlight holds all colors.
			2. Molecules of the air are much smaller than its wavelength. They scatter blue light about four times as strongly as red.
			3. So blue reaches us from every direction. In the evening the light takes a longer way, and what is left is orange and red.

			| Color | Wavelength | Scattered |
			|---|--:|--:|
			| blue | 450 nm | 4.4 |
			| green | 550 nm | 2.0 |
			| red | 650 nm | 1.0 |

			```java
			double scattered(double nanometers) {
				return Math.pow(650 / nanometers, 4); // Rayleigh
			}
			```
			""";

	private SkyAnswer() {
	}

	static MockAnswer create() {
		return MockAnswer.tokens(words(TEXT)).thinking(words(THINKING)).pause(Duration.ofMillis(3));
	}

	private static String[] words(String text) {
		return text.split("(?=[ \n])");
	}

}
