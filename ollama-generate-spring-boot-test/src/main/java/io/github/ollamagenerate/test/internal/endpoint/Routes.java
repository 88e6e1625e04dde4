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

package io.github.ollamagenerate.test.internal.endpoint;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.test.internal.Refusal;
import io.github.ollamagenerate.test.internal.go.GoJson;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import io.github.ollamagenerate.test.internal.http.ResponseHead;
import io.github.ollamagenerate.test.internal.model.MockModel;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of the server by path and method.
 */
public final class Routes {

	private static final String RUNNING = "Ollama is running";

	private static final String VERSION = "0.0.0-mock";

	private final Map<String, Map<String, Endpoint>> endpoints = new LinkedHashMap<>();

	public Routes(List<MockModel> models, List<MockModel> pullable, Duration tokenPause) {
		InstalledModels installed = new InstalledModels(models);
		LoadedModels loaded = new LoadedModels(InstantSource.system());
		add("/", text(200, "text/plain; charset=utf-8", RUNNING), "HEAD", "GET");
		add("/api/version", (request) -> HttpAnswer.json(200, GoJson.text(Map.of("version", VERSION))), "HEAD", "GET");
		add("/api/tags", (request) -> ModelLists.installed(installed), "HEAD", "GET");
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

	/**
	 * Whether a request calls what its path is for, and is not, say, a preflight of a
	 * browser. A path that the server does not have is for any method.
	 */
	public boolean isCall(ReceivedRequest request) {
		Map<String, Endpoint> byMethod = byMethod(request.path());
		return byMethod.isEmpty() || byMethod.containsKey(request.method());
	}

	public HttpAnswer answer(ReceivedRequest request) {
		@Nullable Endpoint endpoint = byMethod(request.path()).get(request.method());
		if (endpoint != null) {
			return answer(endpoint, request);
		}
		if (this.endpoints.containsKey(request.path())) {
			return withAllow(request, text(405, "text/plain", "405 method not allowed").answer(request));
		}
		String path = request.path().substring(0, request.path().length() - 1);
		boolean redirected = request.path().endsWith("/") && byMethod(path).containsKey(request.method());
		return redirected ? redirect(request.method(), path)
				: text(404, "text/plain", "404 page not found").answer(request);
	}

	/**
	 * Name the methods of the path if the request's is none of them. The real server does
	 * so before it looks who asks.
	 */
	public HttpAnswer withAllow(ReceivedRequest request, HttpAnswer answer) {
		return isCall(request) ? answer : answer.header("Allow", String.join(", ", byMethod(request.path()).keySet()));
	}

	private static HttpAnswer answer(Endpoint endpoint, ReceivedRequest request) {
		try {
			return endpoint.answer(request);
		}
		catch (Refusal ex) {
			return HttpAnswer.refusal(ex);
		}
	}

	private Map<String, Endpoint> byMethod(String path) {
		return this.endpoints.getOrDefault(path, Map.of());
	}

	private static HttpAnswer redirect(String method, String path) {
		return "GET".equals(method) ? HttpAnswer
			.single(ResponseHead.of(301, "text/html; charset=utf-8"),
					"<a href=\"" + path + "\">Moved Permanently</a>.\n\n")
			.header("Location", path) : HttpAnswer.json(307, "").contentType(null).header("Location", path);
	}

	private static Endpoint text(int status, String contentType, String body) {
		return (request) -> HttpAnswer.single(ResponseHead.of(status, contentType), body);
	}

}
