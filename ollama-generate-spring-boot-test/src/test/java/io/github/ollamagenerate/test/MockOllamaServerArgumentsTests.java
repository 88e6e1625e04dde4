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

package io.github.ollamagenerate.test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.ollamagenerate.test.internal.fault.Fault;
import io.github.ollamagenerate.test.internal.model.MockModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MockOllamaServerArguments}.
 */
class MockOllamaServerArgumentsTests {

	@Test
	void withoutArgumentsListensWhereOllamaDoes() {
		MockOllamaServerArguments arguments = MockOllamaServerArguments.parse();
		assertThat(arguments.host()).isEqualTo("127.0.0.1");
		assertThat(arguments.port()).isEqualTo(11434);
		assertThat(arguments.models()).isEqualTo(MockOllamaServer.DEFAULT_MODELS.stream().map(MockModel::of).toList());
		assertThat(arguments.tokenPause()).isEqualTo(Duration.ofMillis(20));
		assertThat(arguments.help()).isFalse();
	}

	@Test
	void readsAllArguments() {
		assertThat(MockOllamaServerArguments.parse("--models=gemma3,host:80/a/b:1b", "--help", "--port=0",
				"--token-pause=0", "--host=0.0.0.0", "--replay=a/b", "--pause-factor=0.5"))
			.isEqualTo(new MockOllamaServerArguments("0.0.0.0", 0,
					List.of(MockModel.of("gemma3"), MockModel.of("host:80/a/b:1b")), Duration.ZERO, List.of(),
					new RecordingArguments(null, null, Path.of("a/b"), 0.5), true));
	}

	@ParameterizedTest
	@CsvSource({ "qwen3:1.7b, qwen3:1.7b, completion thinking", "tiny:insert, tiny:latest, completion insert",
			"tiny:4b:vision+insert, tiny:4b, completion insert vision", "qwen3:4b:completion, qwen3:4b, completion",
			"host:80/a/b:thinking+completion, host:80/a/b:latest, completion thinking",
			"tiny:insert-q4, tiny:insert-q4, completion" })
	void readsCapabilities(String text, String name, String capabilities) {
		assertThat(MockOllamaServerArguments.parse("--models=" + text).models()).singleElement()
			.isEqualTo(new MockModel(name, List.of(capabilities.split(" "))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tiny:think+vision", "tiny:vision+", "tiny:+", "tiny:4b:see", "tiny:4b:vision+see" })
	void namesTheCapabilities(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> MockOllamaServerArguments.parse("--models=" + text))
			.withMessageContainingAll("'--models=" + text + "'", "completion, thinking, insert, vision");
	}

	@Test
	void readsFaults() {
		assertThat(MockOllamaServerArguments.parse("--fault=latency=200", "--fault=busy=5,percent=20,seed=42").faults())
			.containsExactly(Fault.of(Fault.Type.LATENCY, 200), new Fault(Fault.Type.BUSY, 5, 20, 42));
	}

	@Test
	void whenFaultIsWrongThenSaysWhy() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> MockOllamaServerArguments.parse("--fault=cut-after-tokens=3,percent=120"))
			.withMessageStartingWith("Cannot use argument '--fault=cut-after-tokens=3,percent=120':"
					+ " 'percent' must be between 1 and 100, was 120. Accepted are --host=");
	}

	@Test
	void readsWhatToRecord() {
		assertThat(MockOllamaServerArguments.parse("--record=http://localhost:11434", "--recordings=dir").recordings())
			.isEqualTo(new RecordingArguments("http://localhost:11434", Path.of("dir"), null, 1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "--record=http://localhost:11434", "--recordings=dir",
			"--record=http://localhost:11434 --recordings=dir --replay=dir" })
	void whenArgumentsDoNotGoTogetherThenSaysSo(String arguments) {
		assertThatIllegalArgumentException().isThrownBy(() -> MockOllamaServerArguments.parse(arguments.split(" ")))
			.withMessageMatching("--record(=URL)? and --re(cordings=DIR need|play exclude) each other");
	}

	@Test
	void lastValueCounts() {
		assertThat(MockOllamaServerArguments.parse("--port=1", "--port=65535").port()).isEqualTo(65535);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "11434", "--", "--port", "--port=", "--port=a", "--port=-1", "--port=65536",
			"--port= 1", "--Port=1", "--ports=1", "-port=1", "--models", "--models=", "--models=,", "--models=a,",
			"--models=a,,b", "--models=a, b", "--models=a b", "--token-pause", "--token-pause=", "--token-pause=20ms",
			"--token-pause=-1", "--token-pause=2147483648", "--help=", "--help=true", "--fault", "--fault=", "--record",
			"--record=", "--recordings=", "--replay=", "--replay= ", "--replay", "--pause-factor=", "--pause-factor=-1",
			"--pause-factor=NaN", "--pause-factor=1e9", "--host", "--host=" })
	void saysInOneLineWhatIsAccepted(String argument) {
		assertThatIllegalArgumentException().isThrownBy(() -> MockOllamaServerArguments.parse("--port=1", argument))
			.withMessageContainingAll("'" + argument + "'", "--host=", "--port=", "--models=", "--token-pause=",
					"--help", "11434")
			.withMessageNotContaining("\n");
	}

}
