package io.github.ollamagenerate.test;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The endpoints of the server by path and method.
 */
final class Routes {

	private static final String RUNNING = "Ollama is running";

	private static final String VERSION = "0.0.0-mock";

	private final Map<String, Map<String, Endpoint>> endpoints = new LinkedHashMap<>();

	Routes(List<MockModel> models, List<MockModel> pullable, Duration tokenPause) {
		InstalledModels installed = new InstalledModels(models);
		LoadedModels loaded = new LoadedModels(InstantSource.system());
		add("/", text(200, "text/plain; charset=utf-8", RUNNING), "GET", "HEAD");
		add("/api/version", (request) -> MockAnswer.json(200, GoJson.text(Map.of("version", VERSION))), "GET", "HEAD");
		add("/api/tags", (request) -> ModelLists.installed(installed), "GET", "HEAD");
		add("/api/pull", new PullEndpoint(installed, pullable, tokenPause), "POST");
		add("/api/show", new ShowEndpoint(installed), "POST");
		add("/api/delete", new DeleteEndpoint(installed), "DELETE");
		add("/api/ps", (request) -> ModelLists.loaded(loaded), "GET");
		add("/api/generate", new GenerateEndpoint(installed, loaded, tokenPause), "POST");
	}

	private void add(String path, Endpoint endpoint, String... methods) {
		Map<String, Endpoint> byMethod = new LinkedHashMap<>();
		for (String method : methods) {
			byMethod.put(method, endpoint);
		}
		this.endpoints.put(path, byMethod);
	}

	MockAnswer answer(ReceivedRequest request) {
		@Nullable Map<String, Endpoint> byMethod = this.endpoints.get(request.path());
		if (byMethod == null) {
			return text(404, "text/plain", "404 page not found").answer(request);
		}
		@Nullable Endpoint endpoint = byMethod.get(request.method());
		if (endpoint == null) {
			return text(405, "text/plain", "405 method not allowed").answer(request)
				.header("Allow", String.join(", ", byMethod.keySet()));
		}
		return endpoint.answer(request);
	}

	private static Endpoint text(int status, String contentType, String body) {
		return (request) -> MockAnswer.single(AnswerHead.of(status, contentType), body);
	}

}
