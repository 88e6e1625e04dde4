package io.github.ollamagenerate.test;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code POST /api/generate}: checks in the order of the real server, then a canned
 * completion.
 */
final class GenerateEndpoint implements Endpoint {

	private final InstalledModels installed;

	private final LoadedModels loaded;

	private final Duration tokenPause;

	GenerateEndpoint(InstalledModels installed, LoadedModels loaded, Duration tokenPause) {
		this.installed = installed;
		this.loaded = loaded;
		this.tokenPause = tokenPause;
	}

	@Override
	public MockAnswer answer(ReceivedRequest request) {
		try {
			return answer(GenerateInput.of(request));
		}
		catch (Refusal ex) {
			return ex.answer();
		}
	}

	private MockAnswer answer(GenerateInput input) {
		MockModel model = this.installed.get(input.model());
		boolean empty = input.prompt().isEmpty();
		if (empty && Duration.ZERO.equals(input.keepAlive())) {
			this.loaded.unload(model);
			return withoutText(input, "unload");
		}
		if (input.raw() && input.templated()) {
			throw new Refusal(400, "raw mode does not support template, system, or context");
		}
		boolean thinking = thinking(input, model);
		MockAnswer answer = empty ? withoutText(input, "load")
				: generate(input, CannedCompletion.of(input, model, thinking));
		return answer.listener(this.loaded.use(model, input.keepAlive()));
	}

	private boolean thinking(GenerateInput input, MockModel model) {
		if (model.can("thinking")) {
			return !Boolean.FALSE.equals(input.think());
		}
		if (Boolean.TRUE.equals(input.think())) {
			throw new Refusal(400, GoJson.text(input.model()) + " does not support thinking");
		}
		return false;
	}

	private MockAnswer generate(GenerateInput input, Completion completion) {
		CompletionWriter writer = new CompletionWriter(completion, this.tokenPause);
		if (input.streaming()) {
			return MockAnswer.stream(writer.lines()).pause(this.tokenPause);
		}
		Duration delay = this.tokenPause.multipliedBy(completion.chunkCount());
		return MockAnswer.json(200, writer.object()).delay(delay);
	}

	private static MockAnswer withoutText(GenerateInput input, String doneReason) {
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("model", input.model());
		answer.put("created_at", GoTime.text(Instant.now()));
		answer.put("response", "");
		answer.put("done", true);
		answer.put("done_reason", doneReason);
		return MockAnswer.json(200, GoJson.text(answer));
	}

}
