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

package io.github.ollamagenerate.test;

import java.time.Duration;
import java.util.List;

/**
 * Command line arguments of {@link MockOllamaServerMain}.
 *
 * @param host the address to listen on
 * @param port the port; zero takes a free one
 * @param models names of the installed models
 * @param tokenPause the time between two chunks
 * @param help whether only to say what is accepted
 */
record MockOllamaServerArguments(String host, int port, List<String> models, Duration tokenPause, boolean help) {

	static final String ACCEPTED = "--host=ADDRESS (default 127.0.0.1, 0.0.0.0 for all),"
			+ " --port=PORT (default 11434, 0 takes a free one), --models=NAME,NAME,"
			+ " --token-pause=MILLISECONDS (default 20), --help";

	private static final MockOllamaServerArguments DEFAULTS = new MockOllamaServerArguments("127.0.0.1", 11434,
			MockOllamaServer.DEFAULT_MODELS, Duration.ofMillis(20), false);

	/**
	 * Reads arguments.
	 * @throws IllegalArgumentException if one is unknown or malformed; the message says
	 * what is accepted
	 */
	static MockOllamaServerArguments parse(String... args) {
		MockOllamaServerArguments parsed = DEFAULTS;
		for (String arg : args) {
			try {
				parsed = parsed.with(arg);
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException("Cannot use argument '" + arg + "', accepted are " + ACCEPTED, ex);
			}
		}
		return parsed;
	}

	private MockOllamaServerArguments with(String arg) {
		int end = arg.indexOf('=') + 1;
		String value = arg.substring(end);
		return switch (arg.substring(0, end)) {
			case "--host=" ->
				new MockOllamaServerArguments(text(value), this.port, this.models, this.tokenPause, this.help);
			case "--port=" ->
				new MockOllamaServerArguments(this.host, number(value, 65535), this.models, this.tokenPause, this.help);
			case "--models=" ->
				new MockOllamaServerArguments(this.host, this.port, names(value), this.tokenPause, this.help);
			case "--token-pause=" -> new MockOllamaServerArguments(this.host, this.port, this.models,
					Duration.ofMillis(number(value, Integer.MAX_VALUE)), this.help);
			default -> {
				if (!arg.equals("--help")) {
					throw new IllegalArgumentException("unknown");
				}
				yield new MockOllamaServerArguments(this.host, this.port, this.models, this.tokenPause, true);
			}
		};
	}

	private static String text(String value) {
		if (value.isBlank()) {
			throw new IllegalArgumentException("blank");
		}
		return value;
	}

	private static int number(String value, int max) {
		int number = Integer.parseInt(value);
		if (number < 0 || number > max) {
			throw new IllegalArgumentException("out of range");
		}
		return number;
	}

	private static List<String> names(String value) {
		List<String> names = List.of(value.split(",", -1));
		if (names.stream().anyMatch((name) -> name.isEmpty() || !name.equals(name.strip()))) {
			throw new IllegalArgumentException("not a name");
		}
		return names;
	}

}
