package io.github.ollamagenerate.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Texts of a scripted answer, which become bytes when the request is known.
 *
 * @param thinking the thinking texts
 * @param texts the texts
 * @param doneReason why the answer ends
 * @param error the error that ends the answer, or null for none
 */
record ScriptedTokens(List<String> thinking, List<String> texts, String doneReason, @Nullable String error) {

	ScriptedTokens withThinking(List<String> newThinking) {
		return new ScriptedTokens(newThinking, this.texts, this.doneReason, this.error);
	}

	ScriptedTokens withDoneReason(String newDoneReason) {
		return new ScriptedTokens(this.thinking, this.texts, newDoneReason, this.error);
	}

	ScriptedTokens withError(String newError) {
		return new ScriptedTokens(this.thinking, this.texts, this.doneReason, newError);
	}

	/**
	 * The lines of a stream.
	 * @param complete whether the last line is among them, or the error in its place
	 */
	List<byte[]> lines(ReceivedRequest request, Duration pause, boolean complete) {
		List<byte[]> lines = writer(request, pause).lines();
		if (complete && this.error == null) {
			return lines;
		}
		List<byte[]> broken = new ArrayList<>(lines.subList(0, lines.size() - 1));
		if (this.error != null) {
			broken.add(errorLine(this.error));
		}
		return broken;
	}

	byte[] object(ReceivedRequest request, Duration pause) {
		return writer(request, pause).object().getBytes(StandardCharsets.UTF_8);
	}

	static byte[] errorLine(String error) {
		return (GoJson.text(Map.of("error", error)) + '\n').getBytes(StandardCharsets.UTF_8);
	}

	private CompletionWriter writer(ReceivedRequest request, Duration pause) {
		List<Chunk> chunks = new ArrayList<>();
		this.thinking.forEach((text) -> chunks.add(new Chunk("", text, List.of())));
		this.texts.forEach((text) -> chunks.add(new Chunk(text, "", List.of())));
		int count = Math.max(1, chunks.size());
		Completion.Usage usage = new Completion.Usage(1, count, count);
		String model = Objects.requireNonNullElse(request.model(), "");
		Completion.Context context = new Completion.Context(List.of(), usage.prompt() + usage.eval());
		return new CompletionWriter(new Completion(model, chunks, this.doneReason, context, usage), pause);
	}

}
