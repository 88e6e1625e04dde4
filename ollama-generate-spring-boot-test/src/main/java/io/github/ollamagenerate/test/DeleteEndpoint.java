package io.github.ollamagenerate.test;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * {@code DELETE /api/delete}: removes a model. If it is loaded, it stays so for its time.
 */
final class DeleteEndpoint implements Endpoint {

	private static final AnswerHead DONE = new AnswerHead(200, null, List.of());

	private final InstalledModels installed;

	DeleteEndpoint(InstalledModels installed) {
		this.installed = installed;
	}

	@Override
	public MockAnswer answer(ReceivedRequest request) {
		try {
			return delete(ModelRequest.of(request, "DeleteRequest").model());
		}
		catch (Refusal ex) {
			return ex.answer();
		}
	}

	private MockAnswer delete(String model) {
		if (model.isBlank()) {
			throw new Refusal(400, "model is required");
		}
		@Nullable ModelName name = ModelName.parse(model);
		if (name == null) {
			throw new Refusal(400, "name " + GoJson.text(model) + " is invalid");
		}
		if (!this.installed.remove(name)) {
			throw new Refusal(404, "model '" + model + "' not found");
		}
		return MockAnswer.single(DONE, "");
	}

}
