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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.ollamagenerate.test.internal.fault.Fault;
import io.github.ollamagenerate.test.internal.fault.FaultFormat;
import io.github.ollamagenerate.test.internal.model.MockModel;

/**
 * Command line arguments of {@link MockOllamaServerMain}.
 *
 * @param host the address to listen on
 * @param port the port; zero takes a free one
 * @param models the installed models
 * @param tokenPause the time between two chunks
 * @param faults what goes wrong
 * @param recordings where answers come from
 * @param help whether only to say what is accepted
 */
record MockOllamaServerArguments(String host, int port, List<MockModel> models, Duration tokenPause, List<Fault> faults,
		RecordingArguments recordings, boolean help) {

	static final String ACCEPTED = "--host=ADDRESS (default 127.0.0.1, 0.0.0.0 for all),"
			+ " --port=PORT (default 11434, 0 takes a free one), --models=NAME,NAME:CAPABILITY+CAPABILITY"
			+ " (capabilities are " + String.join(", ", MockModel.CAPABILITIES)
			+ "; without any, the name decides), --token-pause=MILLISECONDS (default 20), --fault=FAULT (may be repeated; "
			+ FaultFormat.ACCEPTED + ", separated by commas), " + RecordingArguments.ACCEPTED + ", --help";

	/**
	 * Read arguments.
	 * @throws IllegalArgumentException if one is unknown or malformed; the message says
	 * what is accepted
	 */
	static MockOllamaServerArguments parse(String... args) {
		Parser parser = new Parser();
		for (String arg : args) {
			try {
				parser.read(arg);
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException(
						"Cannot use argument '" + arg + "': " + ex.getMessage() + ". Accepted are " + ACCEPTED, ex);
			}
		}
		return new MockOllamaServerArguments(parser.host, parser.port, parser.models, parser.tokenPause,
				List.copyOf(parser.faults), parser.recordings.checked(), parser.help);
	}

	/** Reads one argument after the other; the last value counts. */
	private static final class Parser {

		private String host = "127.0.0.1";

		private int port = 11434;

		private List<MockModel> models = MockOllamaServer.DEFAULT_MODELS.stream().map(MockModel::of).toList();

		private Duration tokenPause = Duration.ofMillis(20);

		private final List<Fault> faults = new ArrayList<>();

		private RecordingArguments recordings = RecordingArguments.NONE;

		private boolean help;

		void read(String arg) {
			int end = arg.indexOf('=') + 1;
			String value = arg.substring(end);
			switch (arg.substring(0, end)) {
				case "--host=" -> this.host = text(value);
				case "--port=" -> this.port = number(value, 65535);
				case "--models=" ->
					this.models = Arrays.stream(value.split(",", -1)).map(MockModel::withCapabilities).toList();
				case "--token-pause=" -> this.tokenPause = Duration.ofMillis(number(value, Integer.MAX_VALUE));
				case "--fault=" -> this.faults.add(FaultFormat.parse(value));
				case "" -> {
					if (!arg.equals("--help")) {
						throw new IllegalArgumentException("It is not an argument");
					}
					this.help = true;
				}
				default -> this.recordings = this.recordings.with(arg.substring(0, end), value);
			}
		}

		private static String text(String value) {
			if (value.isBlank()) {
				throw new IllegalArgumentException("The value is blank");
			}
			return value;
		}

		private static int number(String value, int max) {
			if (!value.matches("\\d{1,10}") || Long.parseLong(value) > max) {
				throw new IllegalArgumentException("The value must be a number from 0 to " + max);
			}
			return Integer.parseInt(value);
		}

	}

}
