package io.github.ollamagenerate.test;

import java.time.Duration;
import java.util.List;

/**
 * Command line arguments of {@link MockOllamaServerMain}.
 *
 * @param port the port; zero takes a free one
 * @param models names of the installed models
 * @param tokenPause the time between two chunks
 * @param help whether only to say what is accepted
 */
record MockOllamaServerArguments(int port, List<String> models, Duration tokenPause, boolean help) {

	static final String ACCEPTED = "--port=PORT (default 11434, 0 takes a free one), --models=NAME,NAME,"
			+ " --token-pause=MILLISECONDS (default 20), --help";

	private static final MockOllamaServerArguments DEFAULTS = new MockOllamaServerArguments(11434,
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
			case "--port=" ->
				new MockOllamaServerArguments(number(value, 65535), this.models, this.tokenPause, this.help);
			case "--models=" -> new MockOllamaServerArguments(this.port, names(value), this.tokenPause, this.help);
			case "--token-pause=" -> new MockOllamaServerArguments(this.port, this.models,
					Duration.ofMillis(number(value, Integer.MAX_VALUE)), this.help);
			default -> {
				if (!arg.equals("--help")) {
					throw new IllegalArgumentException("unknown");
				}
				yield new MockOllamaServerArguments(this.port, this.models, this.tokenPause, true);
			}
		};
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
