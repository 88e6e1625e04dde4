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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/**
 * The request that a {@code curl} command sends, so that no {@code curl} is needed to
 * test one.
 */
final class CurlCommand {

	private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|(\\S+)");

	private final HttpRequest.Builder request = HttpRequest.newBuilder().timeout(Duration.ofSeconds(20));

	private String method = "GET";

	private String contentType = "application/x-www-form-urlencoded";

	private HttpRequest.BodyPublisher body = BodyPublishers.noBody();

	private URI uri = URI.create("");

	private CurlCommand() {
	}

	/**
	 * Read a command.
	 * @param command the command, in one line
	 * @param folder the folder that it is run in
	 */
	static CurlCommand parse(String command, Path folder) {
		CurlCommand curl = new CurlCommand();
		Iterator<String> arguments = ARGUMENT.matcher(command)
			.results()
			.skip(1)
			.map((argument) -> (argument.group(1) != null) ? argument.group(1) : argument.group(2))
			.iterator();
		try {
			while (arguments.hasNext()) {
				curl.argument(arguments.next(), arguments, folder);
			}
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("A file of the command cannot be read: " + command, ex);
		}
		return curl;
	}

	private void argument(String argument, Iterator<String> arguments, Path folder) throws IOException {
		switch (argument) {
			case "-N", "-s" -> {
			}
			case "-X" -> this.method = arguments.next();
			case "-H" -> header(arguments.next().split(": ", 2));
			case "-d" -> body(BodyPublishers.ofString(arguments.next()));
			case "--data-binary" -> body(BodyPublishers.ofFile(folder.resolve(arguments.next().substring(1))));
			default -> {
				if (argument.startsWith("-")) {
					throw new IllegalArgumentException("Argument is not known: " + argument);
				}
				this.uri = URI
					.create("http://" + argument.replaceFirst("^http://", "").replaceFirst("^localhost", "127.0.0.1"));
			}
		}
	}

	private void header(String[] header) {
		if (header[0].equals("Content-Type")) {
			this.contentType = header[1];
		}
		else {
			this.request.header(header[0], header[1]);
		}
	}

	private void body(HttpRequest.BodyPublisher body) {
		if (this.method.equals("GET")) {
			this.method = "POST";
		}
		this.body = body;
	}

	/**
	 * Send the request.
	 * @param ports gives the port to use instead of the one in the command
	 */
	HttpResponse<String> send(IntUnaryOperator ports) {
		URI target = URI.create("http://127.0.0.1:" + ports.applyAsInt(this.uri.getPort())
				+ this.uri.toString().replaceFirst("^http://[^/]*", ""));
		this.request.uri(target).method(this.method, this.body);
		if (!this.method.equals("GET")) {
			this.request.header("Content-Type", this.contentType);
		}
		try {
			return HttpClient.newHttpClient().send(this.request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

}
