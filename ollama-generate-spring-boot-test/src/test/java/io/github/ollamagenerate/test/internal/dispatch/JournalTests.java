package io.github.ollamagenerate.test.internal.dispatch;

import io.github.ollamagenerate.test.RecordedRequestTests;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Journal}. {@link EnqueuedAnswersTests} reads it through the server.
 */
class JournalTests {

	@Test
	void keepsTheNewestRequests() {
		Journal journal = new Journal(false);
		for (int i = 0; i < Journal.CAPACITY + 5; i++) {
			journal.add(RecordedRequestTests.received("{}"), HttpAnswer.json(200, ""), "x");
		}
		assertThat(journal.lines()).hasSize(Journal.CAPACITY + 1).first().isEqualTo("... 5 earlier ones");
		assertThat(journal.lines().get(1)).startsWith("6. ");
	}

}
