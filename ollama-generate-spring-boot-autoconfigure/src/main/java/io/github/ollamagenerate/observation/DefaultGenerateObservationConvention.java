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

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateRejectedException;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.StructuredOutputException;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.observation.GenerateObservationDocumentation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

import org.springframework.util.Assert;

/**
 * Default {@link GenerateObservationConvention}. The tag of the model is {@code other}
 * until the model has answered for the first time, unless it is the configured one, and
 * after 50 models.
 */
public class DefaultGenerateObservationConvention implements GenerateObservationConvention {

	static final String NAME = "ollama.client.generate.operation";

	private static final int MAX_MODELS = 50;

	private static final int MAX_MODEL_LENGTH = 200;

	private static final Set<String> DONE_REASONS = Set.of("stop", "length", "load", "unload");

	// names may come from outside, and each makes a time series
	private final Set<String> models = ConcurrentHashMap.newKeySet();

	private final List<RequestTag> tags;

	/**
	 * Create a convention.
	 */
	public DefaultGenerateObservationConvention() {
		this(List.of());
	}

	private DefaultGenerateObservationConvention(List<RequestTag> tags) {
		this.tags = tags;
	}

	/**
	 * Return a convention with one more tag on all meters and spans, such as a tenant.
	 * Its value is read once, when a request is subscribed to, on the thread of the
	 * subscriber. Each value creates its own time series, so limit their number.
	 * @param name the name of the tag
	 * @param value reads the value from a thread local, or from the Reactor context of
	 * the subscriber that it is given. Without a value, the tag is {@code none}, and a
	 * warning is logged
	 * @return the convention
	 */
	public DefaultGenerateObservationConvention withTag(String name, Function<ContextView, @Nullable String> value) {
		Assert.hasText(name, "'name' must not be empty");
		Assert.notNull(value, "'value' must not be null");
		return new DefaultGenerateObservationConvention(
				Stream.concat(this.tags.stream(), Stream.of(new RequestTag(name, value))).toList());
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(GenerateObservationContext context) {
		return "text_completion " + context.getModel();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(GenerateObservationContext context) {
		// in the order of the names, which spares the sorting
		KeyValues values = KeyValues.of(
				LowCardinalityKeyNames.ERROR_TYPE.withValue(
						errorType((context.getRetryReason() != null) ? context.getRetryReason() : context.getError())),
				LowCardinalityKeyNames.REQUEST_MODEL.withValue(model(context)),
				LowCardinalityKeyNames.REQUEST_STREAM.withValue(String.valueOf(context.isStream())),
				LowCardinalityKeyNames.DONE_REASON.withValue(doneReason(context.getResponse())),
				LowCardinalityKeyNames.OPERATION.withValue(context.getRequest().isLoad() ? "load" : "generate"),
				LowCardinalityKeyNames.OUTCOME.withValue(outcome(context)),
				LowCardinalityKeyNames.SERVER_ADDRESS.withValue(context.getServerAddress().getHost()),
				LowCardinalityKeyNames.SERVER_PORT.withValue(String.valueOf(context.getServerPort())));
		return this.tags.isEmpty() ? values : values.and(this.tags.stream().map((tag) -> tag.of(context)).toList());
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(GenerateObservationContext context) {
		return SpanAttributes.of(context);
	}

	private String model(GenerateObservationContext context) {
		String model = context.getModel();
		if (model.length() > MAX_MODEL_LENGTH) {
			return "other";
		}
		boolean isKnown = context.isConfiguredModel() || this.models.contains(model) || (exists(context)
				&& this.models.size() < MAX_MODELS && (this.models.add(model) || this.models.contains(model)));
		return isKnown ? model : "other";
	}

	// a name takes a place with its first answer: names that are invented must not use up
	// the places
	private static boolean exists(GenerateObservationContext context) {
		return context.getResponse() != null || context.getTimeToFirstChunk() != null;
	}

	private static String outcome(GenerateObservationContext context) {
		if (context.getError() != null) {
			return "ERROR";
		}
		if (context.isCancelled()) {
			return "CANCELLED";
		}
		return (context.getResponse() != null) ? "SUCCESS" : "UNKNOWN";
	}

	private static String errorType(@Nullable Throwable error) {
		if (error == null) {
			return KeyValue.NONE_VALUE;
		}
		if (error instanceof GenerateResponseException response) {
			return (response.status() >= 300) ? String.valueOf(response.status()) : "stream_error";
		}
		if (error instanceof GenerateTimeoutException) {
			return "timeout";
		}
		if (error instanceof TruncatedResponseException) {
			return "truncated";
		}
		if (error instanceof UnreadableResponseException) {
			return "decode";
		}
		if (error instanceof StructuredOutputException) {
			return "structured_output";
		}
		// our own limit says nothing of the server
		if (error instanceof GenerateRejectedException) {
			return "rejected";
		}
		if (error instanceof GenerateRequestException) {
			return "connect";
		}
		return "_OTHER";
	}

	private static String doneReason(@Nullable GenerateResponse response) {
		if (response == null || response.doneReason() == null) {
			return KeyValue.NONE_VALUE;
		}
		return DONE_REASONS.contains(response.doneReason()) ? response.doneReason() : "other";
	}

}
