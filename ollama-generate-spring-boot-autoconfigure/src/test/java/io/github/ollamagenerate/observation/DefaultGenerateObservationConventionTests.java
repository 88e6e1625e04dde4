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

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateRejectedException;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.GenerateResponseException.Reply;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.GenerateTimeoutException.Phase;
import io.github.ollamagenerate.StructuredOutputException;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.util.context.Context;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link DefaultGenerateObservationConvention}.
 */
class DefaultGenerateObservationConventionTests {

	private final DefaultGenerateObservationConvention convention = new DefaultGenerateObservationConvention();

	@Test
	void answerHasEachTag() {
		GenerateObservationContext context = Contexts.answered(Contexts.of("m"));
		assertThat(this.convention.getLowCardinalityKeyValues(context)).extracting(KeyValue::getKey, KeyValue::getValue)
			.containsExactly(tuple("error.type", "none"), tuple("gen_ai.request.model", "m"),
					tuple("gen_ai.request.stream", "true"), tuple("ollama.done.reason", "stop"),
					tuple("ollama.operation", "generate"), tuple("outcome", "SUCCESS"),
					tuple("server.address", "localhost"), tuple("server.port", "11434"));
		assertThat(this.convention.getName()).isEqualTo("ollama.client.generate.operation");
		assertThat(this.convention.getContextualName(context)).isEqualTo("text_completion m");
	}

	@Test
	void outcomeIsThatOfTheWorstThatHappened() {
		GenerateObservationContext context = Contexts.of("m");
		assertThat(tag(context, "outcome")).isEqualTo("UNKNOWN");
		context.setCancelled();
		assertThat(tag(context, "outcome")).isEqualTo("CANCELLED");
		Contexts.answered(context);
		assertThat(tag(context, "outcome")).isEqualTo("CANCELLED");
		context.setError(new IllegalStateException());
		assertThat(tag(context, "outcome")).isEqualTo("ERROR");
		assertThat(tag(Contexts.answered(Contexts.of("m")), "outcome")).isEqualTo("SUCCESS");
	}

	@ParameterizedTest
	@MethodSource
	void errorHasItsType(Throwable error, String type) {
		GenerateObservationContext context = Contexts.of("m");
		context.setError(error);
		assertThat(tag(context, "error.type")).isEqualTo(type);
	}

	static Stream<Arguments> errorHasItsType() {
		GenerateResponse response = GenerateResponse.builder().build();
		return Stream.of(arguments(ofStatus(200), "stream_error"), arguments(ofStatus(299), "stream_error"),
				arguments(ofStatus(300), "300"), arguments(ofStatus(503), "503"),
				arguments(new GenerateTimeoutException("", "m", null, null, Phase.IDLE, Duration.ZERO), "timeout"),
				arguments(new TruncatedResponseException("", "m", null, null), "truncated"),
				arguments(new UnreadableResponseException("", "m", null, null), "decode"),
				arguments(new StructuredOutputException("", response, null), "structured_output"),
				arguments(new GenerateRejectedException("", "m", null), "rejected"),
				arguments(new GenerateRequestException("", "m", null, null), "connect"),
				arguments(new IllegalStateException(), "_OTHER"));
	}

	private static GenerateResponseException ofStatus(int status) {
		return new GenerateResponseException("", "m", null, new Reply(status, null, null, null));
	}

	@Test
	void retryHasTheTypeOfItsReason() {
		GenerateObservationContext context = Contexts.of("m");
		context.setError(new IllegalStateException());
		context.setRetryReason(ofStatus(503));
		assertThat(tag(context, "error.type")).isEqualTo("503");
		context.setRetryReason(null);
		assertThat(tag(context, "error.type")).isEqualTo("_OTHER");
	}

	@ParameterizedTest
	@CsvSource({ "stop, stop", "length, length", "load, load", "unload, unload", "invented, other", ", none" })
	void doneReasonIsOneOfAFew(String reason, String tag) {
		GenerateObservationContext context = Contexts.of("m");
		assertThat(tag(context, "ollama.done.reason")).isEqualTo("none");
		context.setResponse(GenerateResponse.builder().doneReason(reason).build());
		assertThat(tag(context, "ollama.done.reason")).isEqualTo(tag);
	}

	@Test
	void loadIsAnOperation() {
		assertThat(tag(Contexts.of(GenerateRequest.load("m"), true, "http://gpu"), "ollama.operation"))
			.isEqualTo("load");
	}

	@ParameterizedTest
	@CsvSource({ "http://gpu:1, 1", "http://gpu, 80", "https://gpu, 443", "https://gpu:8443, 8443" })
	void portIsThatOfTheSchemeIfThereIsNone(String address, String port) {
		GenerateRequest request = GenerateRequest.builder().model("m").build();
		GenerateObservationContext context = Contexts.of(request, false, address);
		assertThat(tag(context, "server.port")).isEqualTo(port);
		assertThat(tag(context, "server.address")).isEqualTo("gpu");
		assertThat(tag(context, "gen_ai.request.stream")).isEqualTo("false");
	}

	@Test
	void modelIsKnownFromItsFirstAnswerOn() {
		assertThat(model(Contexts.of("m"))).isEqualTo("other");
		assertThat(model(Contexts.answered(Contexts.of("m")))).isEqualTo("m");
		assertThat(model(Contexts.of("m"))).isEqualTo("m");
		GenerateObservationContext begun = Contexts.of("n");
		begun.setTimeToFirstChunk(Duration.ZERO);
		assertThat(model(begun)).isEqualTo("n");
	}

	@Test
	void configuredModelIsKnown() {
		GenerateObservationContext context = Contexts.of("m");
		context.setConfiguredModel(true);
		assertThat(model(context)).isEqualTo("m");
	}

	@Test
	void nameOfAModelHasAMaximumLength() {
		assertThat(model(Contexts.answered(Contexts.of("m".repeat(200))))).hasSize(200);
		GenerateObservationContext tooLong = Contexts.answered(Contexts.of("m".repeat(201)));
		tooLong.setConfiguredModel(true);
		assertThat(model(tooLong)).isEqualTo("other");
	}

	@Test
	void fiftyModelsHaveATag() {
		assertThat(IntStream.range(0, 50).mapToObj((i) -> model(Contexts.answered(Contexts.of("m" + i)))))
			.doesNotContain("other")
			.hasSize(50);
		assertThat(model(Contexts.answered(Contexts.of("m50")))).isEqualTo("other");
		assertThat(model(Contexts.of("m49"))).isEqualTo("m49");
		GenerateObservationContext configured = Contexts.of("configured");
		configured.setConfiguredModel(true);
		assertThat(model(configured)).isEqualTo("configured");
	}

	@Test
	void tagOfTheApplicationIsReadOnceFromTheSubscriber() {
		DefaultGenerateObservationConvention tagged = this.convention.withTag("tenant",
				(subscriber) -> subscriber.get("tenant"));
		GenerateObservationContext context = Contexts.of("m");
		context.setSubscriberContext(Context.of("tenant", "blue"));
		assertThat(tagged.getLowCardinalityKeyValues(context)).contains(KeyValue.of("tenant", "blue")).hasSize(9);
		context.setSubscriberContext(Context.empty());
		assertThat(tagged.getLowCardinalityKeyValues(context)).contains(KeyValue.of("tenant", "blue"));
		assertThat(this.convention.getLowCardinalityKeyValues(context)).hasSize(8);
	}

	@Test
	void tagsAddUp() {
		assertThat(this.convention.withTag("a", (subscriber) -> "1")
			.withTag("b", (subscriber) -> "2")
			.getLowCardinalityKeyValues(Contexts.of("m"))).contains(KeyValue.of("a", "1"), KeyValue.of("b", "2"));
	}

	@Test
	void onlyGenerationsHaveTheTags() {
		assertThat(this.convention.supportsContext(Contexts.of("m"))).isTrue();
		assertThat(this.convention.supportsContext(new Observation.Context())).isFalse();
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void tagWithoutAValueIsWarnedOfOnce(CapturedOutput output) {
		DefaultGenerateObservationConvention missing = this.convention.withTag("missing", (subscriber) -> null);
		DefaultGenerateObservationConvention failing = this.convention.withTag("failing", (subscriber) -> {
			throw new IllegalStateException("canary");
		});
		for (int i = 0; i < 2; i++) {
			missing.getLowCardinalityKeyValues(Contexts.of("m"));
			failing.getLowCardinalityKeyValues(Contexts.of("m"));
		}
		assertThat(output).containsOnlyOnce("The tag 'missing' has no value on thread")
			.containsOnlyOnce("The tag 'failing' has no value on thread")
			.containsOnlyOnce("java.lang.IllegalStateException: canary");
	}

	@Test
	void tagWithoutAValueIsNone() {
		assertThat(this.convention.withTag("a", (subscriber) -> null).getLowCardinalityKeyValues(Contexts.of("m")))
			.contains(KeyValue.of("a", "none"));
		assertThat(this.convention.withTag("a", (subscriber) -> {
			throw new IllegalStateException();
		}).getLowCardinalityKeyValues(Contexts.of("m"))).contains(KeyValue.of("a", "none"));
	}

	@Test
	void tagNeedsANameAndAValue() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.convention.withTag(" ", (subscriber) -> ""))
			.withMessage("'name' must not be empty");
		assertThatIllegalArgumentException().isThrownBy(() -> this.convention.withTag("a", null))
			.withMessage("'value' must not be null");
	}

	private String model(GenerateObservationContext context) {
		return tag(context, "gen_ai.request.model");
	}

	private String tag(GenerateObservationContext context, String name) {
		return this.convention.getLowCardinalityKeyValues(context)
			.stream()
			.filter((tag) -> tag.getKey().equals(name))
			.map(KeyValue::getValue)
			.findFirst()
			.orElseThrow();
	}

}
