package io.github.ollamagenerate.test.internal.dispatch;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ollamagenerate.test.TestHttp;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReceivedRequests}.
 */
class ReceivedRequestsTests {

	@Test
	void thoseThatNobodyTakesDoNotPileUp() {
		ReceivedRequests log = new ReceivedRequests();
		CompletableFuture<Void> open = new CompletableFuture<>();
		for (int i = 0; i <= ReceivedRequests.CAPACITY; i++) {
			String body = TestHttp.body("{'model':'" + i + "'}");
			log.add(ReceivedRequest.of("POST", "/api/generate", List.of(), body, open));
		}
		assertThat(log.take("/api/generate").model()).isEqualTo("1");
		assertThat(log.count("/api/generate")).isEqualTo(ReceivedRequests.CAPACITY + 1);
	}

}
