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

package io.github.ollamagenerate.observation;

import io.github.ollamagenerate.GenerateResponse;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

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
