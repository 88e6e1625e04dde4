package io.github.ollamagenerate.test;

/**
 * Carries the journal in the report of a failed test, as a suppressed exception.
 */
final class JournalOfFailedTest extends Exception {

	JournalOfFailedTest(String journal) {
		// no stack trace: where it was written says nothing about the failure
		super(journal, null, false, false);
	}

}
