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

	private static final String TEXT = "The sky is blue because air scatters short wavelengths of sunlight more than "
			+ "long ones.\n\nSunlight holds all colours. On its way through the atmosphere it meets molecules that are "
			+ "much smaller than its wavelength, and those scatter blue light about four times as strongly as red. So "
			+ "blue reaches us from every direction, and the sky looks blue. In the evening the light takes a longer "
			+ "way, the blue is gone before it arrives, and what is left is orange and red.";

	private SkyAnswer() {
	}

	static MockAnswer create() {
		return MockAnswer.tokens(words(TEXT)).thinking(words(THINKING)).pause(Duration.ofMillis(8));
	}

	private static String[] words(String text) {
		return text.split("(?= )");
	}

}
