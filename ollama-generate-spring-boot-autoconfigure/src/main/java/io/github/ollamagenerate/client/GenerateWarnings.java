package io.github.ollamagenerate.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.github.ollamagenerate.ModelOptions;

/**
 * Logs what a server does without a word: it drops options that it does not know, and a
 * model may think and never come to an answer.
 */
final class GenerateWarnings {

	private static final Log logger = LogFactory.getLog(GenerateWarnings.class);

	// names may come from outside
	private static final int MAX_NAMES = 100;

	private final Set<String> seen = ConcurrentHashMap.newKeySet();

	/**
	 * Log each option that has no setter, once.
	 */
	void unknownOptions(ModelOptions options) {
		for (String name : options.asMap().keySet()) {
			if (!ModelOptions.names().contains(name) && this.seen.size() < MAX_NAMES && this.seen.add(name)) {
				logger.warn("Option '" + name + "' is unknown to this version. It is sent, and a server that does not "
						+ "know it either drops it without a word. Is it misspelt?");
			}
		}
	}

	/**
	 * Log an answer that has thinking text alone.
	 */
	void answer(String model, ResponseAccumulator received) {
		if (received.isThinkingOnly()) {
			logger.warn("Model '" + model + "' has thought but given no answer (done_reason "
					+ received.join().doneReason() + "). Turn think off, or raise num_predict.");
		}
	}

}
