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

package io.github.ollamagenerate.integration.cookbook;

import java.util.Map;
import java.util.Objects;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.observation.GenerateObservationContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;

/**
 * Recipe: the cost of answers in money.
 */
// tag::cost[]
record CostHandler(MeterRegistry meters,
		Map<String, Price> prices) implements ObservationHandler<GenerateObservationContext> {

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof GenerateObservationContext;
	}

	@Override
	public void onStop(GenerateObservationContext context) {
		Price price = this.prices.get(context.getModel());
		GenerateResponse end = context.getResponse();
		if (price != null && end != null) {
			int promptTokens = Objects.requireNonNullElse(end.metrics().promptEvalCount(), 0);
			int answerTokens = Objects.requireNonNullElse(end.metrics().evalCount(), 0);
			double dollars = (promptTokens * price.prompt() + answerTokens * price.answer()) / 1_000_000;
			this.meters.counter("weather.cost", "model", context.getModel()).increment(dollars);
		}
	}

	record Price(double prompt, double answer) {
	}

}
// end::cost[]
