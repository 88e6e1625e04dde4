package io.github.ollamagenerate.starter;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.ollamagenerate.GenerateOperations;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the dependencies that an application gets from the starter.
 */
@Timeout(60)
class StarterDependenciesTests {

	@Test
	void nativeHttp3IsNotAmongThem() {
		assertThat(System.getProperty("java.class.path")).contains("reactor-netty-http")
			.doesNotContain("quic", "http3");
	}

	@Test
	void applicationGetsAnAnswer() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/api/generate", (exchange) -> {
			exchange.getRequestBody().readAllBytes();
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			byte[] body = "{\"model\":\"m\",\"response\":\"hello\",\"done\":true,\"done_reason\":\"stop\"}"
				.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			try (OutputStream output = exchange.getResponseBody()) {
				output.write(body);
			}
		});
		server.start();
		try (ConfigurableApplicationContext context = SpringApplication.run(Application.class,
				"--ollama.base-url=http://127.0.0.1:" + server.getAddress().getPort(), "--ollama.generate.model=m")) {
			assertThat(context.getBean(GenerateOperations.class).prompt("p").call().content()).isEqualTo("hello");
		}
		finally {
			server.stop(0);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
