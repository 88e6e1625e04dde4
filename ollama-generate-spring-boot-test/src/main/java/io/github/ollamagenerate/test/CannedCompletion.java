package io.github.ollamagenerate.test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import tools.jackson.databind.JsonNode;

/**
 * Makes up completions. Model, prompt and seed decide about the text, and nothing of the
 * prompt is repeated.
 */
final class CannedCompletion {

	private static final int TEMPLATE_TOKENS = 9;

	private static final String THINKING = "This is canned thinking from MockOllamaServer."
			+ " The prompt was received, but nobody thinks about it.";

	private static final String OPENING = "This is a canned answer from MockOllamaServer, no language model was asked.";

	private static final List<String> SENTENCES = List.of(
			"It is picked by model, prompt & seed, so the same request gets the same text again.",
			"Use it to see that your code reads an answer, not to learn something.",
			"Every word arrives as a chunk of its own when the answer is streamed.",
			"The counts and durations at its end are made up, but they add up.",
			"Ask a real server for a text that has something to do with your prompt.",
			"A limit on the number of tokens or a stop text cuts it where it should.",
			"Characters like \u201egr\u00fcn\u201c or \u2192 show that bytes are read as UTF-8.",
			"It is long enough to watch it arrive and short enough not to bore you.");

	private static final int SENTENCE_COUNT = 6;

	private CannedCompletion() {
	}

	static Completion of(GenerateInput input, MockModel model, boolean thinking) {
		GenerateInput.Options options = input.options();
		int limit = (options.numPredict() > 0) ? options.numPredict() : Integer.MAX_VALUE;
		List<String> thought = thinking ? first(limit, Tokens.split(THINKING)) : List.of();
		Random random = new Random((model.name() + '\n' + input.prompt()).hashCode() * 31L + options.seed());
		String text = untilStop(text(input.format(), random), options.stop());
		List<String> texts = first(limit - thought.size(), Tokens.split(text));
		int promptTokens = Tokens.count(input.prompt()) + (input.raw() ? 0 : TEMPLATE_TOKENS);
		int count = thought.size() + texts.size();
		// as on the real server the clock starts with the first token
		Completion.Usage usage = new Completion.Usage(promptTokens, count, Math.max(0, count - 1));
		return new Completion(input.model(), thought, texts, (count >= limit) ? "length" : "stop", !input.raw(), usage);
	}

	private static String text(JsonNode format, Random random) {
		if (format.isObject()) {
			return new SchemaAnswer(format, random).text();
		}
		if (format.isString() && !format.stringValue().isEmpty()) {
			return SchemaAnswer.anyJson();
		}
		List<String> sentences = new ArrayList<>(SENTENCES);
		Collections.shuffle(sentences, random);
		return OPENING + ' ' + String.join(" ", sentences.subList(0, SENTENCE_COUNT));
	}

	private static String untilStop(String text, List<String> stops) {
		int end = text.length();
		for (String stop : stops) {
			int found = text.indexOf(stop);
			end = (found >= 0) ? Math.min(end, found) : end;
		}
		return text.substring(0, end);
	}

	private static List<String> first(int limit, List<String> tokens) {
		return (tokens.size() > limit) ? tokens.subList(0, limit) : tokens;
	}

}
