package io.github.ollamagenerate.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.annotation.AnnotationUtils;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.Logprob;
import io.github.ollamagenerate.server.LoadedModel;
import io.github.ollamagenerate.server.PullProgress;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OllamaGenerateRuntimeHints}.
 */
class OllamaGenerateRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	OllamaGenerateRuntimeHintsTests() {
		new OllamaGenerateRuntimeHints().registerHints(this.hints, null);
	}

	@ParameterizedTest
	@ValueSource(classes = { GenerateResponse.class, GenerateResponse.Metrics.class, Logprob.class, LoadedModel.class,
			PullProgress.class })
	void typeCanBeWrittenAsJson(Class<?> type) {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(type)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(this.hints);
		assertThat(type.getRecordComponents()).allSatisfy((component) -> assertThat(
				RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
			.accepts(this.hints));
	}

	@Test
	void hintsAreRegistered() {
		assertThat(
				AnnotationUtils.findAnnotation(OllamaGenerateAutoConfiguration.class, ImportRuntimeHints.class).value())
			.containsExactly(OllamaGenerateRuntimeHints.class);
	}

}
