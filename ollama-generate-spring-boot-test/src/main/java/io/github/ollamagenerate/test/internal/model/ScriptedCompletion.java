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

package io.github.ollamagenerate.test.internal.model;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.ollamagenerate.test.internal.go.GoJson;
import org.jspecify.annotations.Nullable;

/**
 * A completion with the texts of a test, which becomes bytes when the model is known.
 *
 * @param thinking the thinking texts
 * @param texts the texts
 * @param doneReason why the answer ends
 * @param error the error that ends the answer, or null for none
 */
public record ScriptedCompletion(List<String> thinking, List<String> texts, String doneReason, @Nullable String error) {

	public ScriptedCompletion withThinking(List<String> newThinking) {
		return new ScriptedCompletion(newThinking, this.texts, this.doneReason, this.error);
	}

	public ScriptedCompletion withDoneReason(String newDoneReason) {
		return new ScriptedCompletion(this.thinking, this.texts, newDoneReason, this.error);
	}

	public ScriptedCompletion withError(String newError) {
		return new ScriptedCompletion(this.thinking, this.texts, this.doneReason, newError);
	}

	/**
	 * The lines of a stream.
	 * @param model the requested model, or null if the request names none
	 * @param pause the time between two lines
	 * @param complete whether the last line is among them, or the error in its place
	 */
	public List<byte[]> lines(@Nullable String model, Duration pause, boolean complete) {
		List<byte[]> lines = writer(model, pause).lines();
		if (complete && this.error == null) {
			return lines;
		}
		List<byte[]> broken = new ArrayList<>(lines.subList(0, lines.size() - 1));
		if (this.error != null) {
			broken.add(errorLine(this.error));
		}
		return broken;
	}

	public byte[] object(@Nullable String model, Duration pause) {
		return writer(model, pause).object().getBytes(StandardCharsets.UTF_8);
	}

	public static byte[] errorLine(String error) {
		return (GoJson.text(Map.of("error", error)) + '\n').getBytes(StandardCharsets.UTF_8);
	}

	private CompletionWriter writer(@Nullable String model, Duration pause) {
		List<Chunk> chunks = new ArrayList<>();
		this.thinking.forEach((text) -> chunks.add(new Chunk("", text, List.of())));
		this.texts.forEach((text) -> chunks.add(new Chunk(text, "", List.of())));
		int count = Math.max(1, chunks.size());
		Completion.Usage usage = new Completion.Usage(1, count, count);
		Completion.Context context = new Completion.Context(List.of(), usage.prompt() + usage.eval());
		return new CompletionWriter(
				new Completion(Objects.requireNonNullElse(model, ""), chunks, this.doneReason, context, usage), pause);
	}

}
