package io.github.ollamagenerate.test;

/**
 * Runs a {@link MockOllamaServer} until the process is stopped, for those who develop
 * against Ollama without a GPU. Started with {@code java -jar} by the jar with the
 * classifier {@code standalone}.
 */
final class MockOllamaServerMain {

	private MockOllamaServerMain() {
	}

	public static void main(String[] args) throws InterruptedException {
		try {
			run(MockOllamaServerArguments.parse(args));
		}
		catch (IllegalArgumentException ex) {
			exit(2, ex);
		}
		catch (IllegalStateException ex) {
			exit(1, ex);
		}
	}

	private static void run(MockOllamaServerArguments arguments) throws InterruptedException {
		if (arguments.help()) {
			System.out.println("Starts a mock Ollama server. Arguments: " + MockOllamaServerArguments.ACCEPTED);
			return;
		}
		// recent JVMs print warnings when Netty loads its native transport
		System.setProperty("io.netty.transport.noNative", "true");
		try (MockOllamaServer server = MockOllamaServer.builder()
			.host(arguments.host())
			.port(arguments.port())
			.models(arguments.models().toArray(String[]::new))
			.tokenPause(arguments.tokenPause())
			.start()) {
			System.out.println("Mock Ollama server at " + server.url()
					+ ", its text is canned and no language model is asked. Ctrl-C stops it.");
			// the server's threads are daemons, so this one keeps the process alive
			Thread.currentThread().join();
		}
	}

	private static void exit(int status, RuntimeException reason) {
		System.err.println(reason.getMessage());
		System.exit(status);
	}

}
