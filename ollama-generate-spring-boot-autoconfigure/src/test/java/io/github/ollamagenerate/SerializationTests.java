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

package io.github.ollamagenerate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.ollamagenerate.GenerateResponse.Metrics;
import io.github.ollamagenerate.GenerateResponseException.Reply;
import io.github.ollamagenerate.GenerateTimeoutException.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each exception can be serialized, as a session store, a message broker, or a
 * test runner in another process does.
 */
class SerializationTests {

	private static final GenerateResponse PARTIAL = new GenerateResponse("m", null, "a", null, false, "length", null,
			List.of(), null, null, Metrics.none(), Map.of());

	private static final Reply REPLY = new Reply(400, "text", Duration.ofSeconds(1), "http://localhost");

	static Stream<GenerateException> exceptions() {
		Throwable cause = new IllegalStateException("cause");
		return Stream.of(new GenerateException("message", "m", PARTIAL, cause),
				new GenerateRequestException("message", "m", PARTIAL, cause),
				new GenerateRejectedException("message", "m", cause),
				new GenerateTimeoutException("message", "m", PARTIAL, cause, Phase.IDLE, Duration.ofSeconds(1)),
				new TruncatedResponseException("message", "m", PARTIAL, cause),
				new UnreadableResponseException("message", "m", PARTIAL, "text"),
				new InvalidRequestException("message", "m", cause),
				new StructuredOutputException("message", PARTIAL, cause),
				new GenerateResponseException("message", "m", PARTIAL, REPLY),
				new GenerateAuthenticationException("message", "m", PARTIAL, REPLY),
				new ContextLengthException("message", "m", PARTIAL, REPLY),
				new ModelNotFoundException("message", "m", PARTIAL, REPLY),
				new RateLimitedException("message", "m", PARTIAL, REPLY),
				new ServerBusyException("message", "m", PARTIAL, REPLY),
				new UnsupportedFeatureException("message", "m", PARTIAL, REPLY, "vision"));
	}

	@ParameterizedTest
	@MethodSource("exceptions")
	void exceptionIsTheSameAfterwards(GenerateException exception) throws Exception {
		GenerateException copy = copy(exception);
		assertThat(copy).isExactlyInstanceOf(exception.getClass()).hasMessage("message");
		assertThat(copy).usingRecursiveComparison()
			.ignoringFields("partialResponse", "cause", "stackTrace")
			.isEqualTo(exception);
		assertThat(copy.partialResponse()).isNull();
	}

	@Test
	void detailsOfAFailureAreKept() throws Exception {
		UnsupportedFeatureException copy = copy(
				new UnsupportedFeatureException("message", "m", PARTIAL, REPLY, "vision"));
		assertThat(copy.model()).isEqualTo("m");
		assertThat(copy.status()).isEqualTo(400);
		assertThat(copy.serverText()).isEqualTo("text");
		assertThat(copy.retryAfter()).isEqualTo(Duration.ofSeconds(1));
		assertThat(copy.signinUrl()).isEqualTo("http://localhost");
		assertThat(copy.feature()).isEqualTo("vision");
		assertThat(copy(new UnreadableResponseException("message", "m", null, "text")).serverText()).isEqualTo("text");
		assertThat(new GenerateException("message", "m", PARTIAL, null).partialResponse()).isSameAs(PARTIAL);
	}

	@Test
	void textOfStructuredOutputIsKept() throws Exception {
		StructuredOutputException copy = copy(new StructuredOutputException("message", PARTIAL, null));
		assertThat(copy.text()).isEqualTo("a");
		assertThat(copy.doneReason()).isEqualTo("length");
	}

	@Test
	void eachExceptionIsTried() {
		List<String> all = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages(GenerateException.class.getPackageName())
			.stream()
			.filter((type) -> type.isAssignableTo(GenerateException.class))
			.map(JavaClass::getName)
			.toList();
		assertThat(exceptions().map((ex) -> ex.getClass().getName())).containsExactlyInAnyOrderElementsOf(all);
	}

	@SuppressWarnings("unchecked")
	private static <T extends GenerateException> T copy(T exception) throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(exception);
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			return (T) in.readObject();
		}
	}

}
