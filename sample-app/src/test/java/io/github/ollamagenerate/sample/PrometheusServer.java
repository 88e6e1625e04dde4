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
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Prometheus over recorded samples, if one is installed. In CI it must be.
 */
final class PrometheusServer implements AutoCloseable {

	private final HttpClient client = HttpClient.newHttpClient();

	private final Process process;

	private final int port;

	private PrometheusServer(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Skip the test if the command is not there, and fail it in CI.
	 */
	static void require(String command) {
		boolean isInstalled = Stream.of(System.getenv("PATH").split(":"))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, command)));
		if (!isInstalled && System.getenv("CI") != null) {
			throw new IllegalStateException(command + " is not installed");
		}
		Assumptions.assumeTrue(isInstalled, "Install Prometheus (Debian: apt-get install prometheus) for " + command);
	}

	/**
	 * Start over samples in the format of OpenMetrics.
	 */
	static PrometheusServer startOver(Path folder, Path metrics) throws IOException, InterruptedException {
		Path data = folder.resolve("data");
		Path log = folder.resolve("prometheus.log");
		Process load = new ProcessBuilder("promtool", "tsdb", "create-blocks-from", "openmetrics", metrics.toString(),
				data.toString())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		if (load.waitFor() != 0) {
			throw new IllegalStateException(Files.readString(log));
		}
		int port = freePort();
		Path config = folder.resolve("prometheus.yml");
		Files.writeString(config, "");
		Process process = new ProcessBuilder("prometheus", "--config.file=" + config, "--storage.tsdb.path=" + data,
				"--query.lookback-delta=1m", "--web.listen-address=127.0.0.1:" + port)
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		PrometheusServer server = new PrometheusServer(process, port);
		try {
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.ignoreExceptionsInstanceOf(IOException.class)
				.failFast("Prometheus has ended", () -> !process.isAlive())
				.until(server::isReady);
			return server;
		}
		catch (RuntimeException ex) {
			server.close();
			throw new IllegalStateException(Files.readString(log), ex);
		}
	}

	private boolean isReady() throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/-/ready")).build();
		return this.client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
	}

	/**
	 * Return the samples of a query at a time: labels and value.
	 */
	List<Map.Entry<JsonNode, Double>> query(String query, Instant time) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/api/v1/query?query="
				+ URLEncoder.encode(query, StandardCharsets.UTF_8) + "&time=" + time.getEpochSecond()))
			.build();
		JsonNode answer = JsonMapper.shared()
			.readTree(this.client.send(request, HttpResponse.BodyHandlers.ofString()).body());
		if (!answer.path("status").asString("").equals("success")) {
			throw new IllegalStateException(query + ": " + answer);
		}
		return answer.path("data")
			.path("result")
			.valueStream()
			.map((sample) -> Map.entry(sample.path("metric"),
					Double.parseDouble(sample.path("value").path(1).asString())))
			.toList();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
