package io.github.ollamagenerate.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import io.github.ollamagenerate.test.autoconfigure.AutoConfigureMockOllama;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Request bodies that arrive slowly do not keep others from getting an answer.
 */
@AutoConfigureMockOllama
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "server.tomcat.connection-timeout=1m")
@Timeout(30)
class SlowRequestTests {

	// more than the threads that Tomcat has by default
	private static final int SLOW_REQUESTS = 230;

	@LocalServerPort
	private int port;

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads need JDK 21")
	void whenManyBodiesArriveSlowlyThenOthersGetAnAnswer() throws IOException {
		List<Socket> slow = new ArrayList<>();
		try {
			for (int i = 0; i < SLOW_REQUESTS; i++) {
				slow.add(send("POST /generate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
						+ "Content-Length: 100\r\n\r\n{"));
			}
			try (Socket other = send("GET /models HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
				assertThat(new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))
					.readLine()).startsWith("HTTP/1.1 200");
			}
		}
		finally {
			for (Socket socket : slow) {
				socket.close();
			}
		}
	}

	private Socket send(String request) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
		socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

}
