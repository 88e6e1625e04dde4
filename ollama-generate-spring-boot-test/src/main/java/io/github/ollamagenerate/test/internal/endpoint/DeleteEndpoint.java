package io.github.ollamagenerate.test.internal.endpoint;

import java.util.List;

import io.github.ollamagenerate.test.internal.Refusal;
import io.github.ollamagenerate.test.internal.go.GoJson;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import io.github.ollamagenerate.test.internal.http.ResponseHead;
import io.github.ollamagenerate.test.internal.model.ModelName;
import org.jspecify.annotations.Nullable;

/**
 * {@code DELETE /api/delete}: removes a model. If it is loaded, it stays so for its time.
 */
final class DeleteEndpoint implements Endpoint {

	private static final ResponseHead DONE = new ResponseHead(200, null, List.of());

	private final InstalledModels installed;

	DeleteEndpoint(InstalledModels installed) {
		this.installed = installed;
	}

	@Override
	public HttpAnswer answer(ReceivedRequest request) {
		return delete(ModelRequest.of(request, "DeleteRequest").model());
	}

	private HttpAnswer delete(String model) {
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
		return HttpAnswer.single(DONE, "");
	}

}
