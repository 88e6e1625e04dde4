package io.github.ollamagenerate.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.github.ollamagenerate.GenerateResponse;

/**
 * Handler that logs prompts and answers. They are user content, so it is disabled by
 * default.
 */
public class GenerateContentLoggingHandler implements ObservationHandler<GenerateObservationContext> {

	private static final Log logger = LogFactory.getLog(GenerateContentLoggingHandler.class);

	private final boolean logPrompt;

	private final boolean logCompletion;

	/**
	 * Create a handler.
	 * @param logPrompt whether to log prompts
	 * @param logCompletion whether to log answers
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
