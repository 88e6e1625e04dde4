package io.github.ollamagenerate.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.github.ollamagenerate.GenerateResponse;

/**
 * Logs prompts and answers, for those who ask for it: they are content of users.
 */
public class GenerateContentLoggingHandler implements ObservationHandler<GenerateObservationContext> {

	private static final Log logger = LogFactory.getLog(GenerateContentLoggingHandler.class);

	private final boolean logPrompt;

	private final boolean logCompletion;

	/**
	 * Create a handler.
	 * @param logPrompt whether prompts are logged
	 * @param logCompletion whether answers are logged
	 */
	public GenerateContentLoggingHandler(boolean logPrompt, boolean logCompletion) {
		this.logPrompt = logPrompt;
		this.logCompletion = logCompletion;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof GenerateObservationContext;
	}

	@Override
	public void onStart(GenerateObservationContext context) {
		if (this.logPrompt) {
			logger.info("Prompt to model '" + context.getModel() + "': " + context.getRequest().prompt());
		}
	}

	@Override
	public void onStop(GenerateObservationContext context) {
		GenerateResponse answer = this.logCompletion ? context.getAnswer() : null;
		if (answer != null) {
			logger.info("Answer of model '" + context.getModel() + "': " + answer.response());
		}
	}

}
