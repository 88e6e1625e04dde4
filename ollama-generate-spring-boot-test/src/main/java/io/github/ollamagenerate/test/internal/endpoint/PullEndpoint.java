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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.test.internal.Refusal;
import io.github.ollamagenerate.test.internal.go.GoJson;
import io.github.ollamagenerate.test.internal.go.GoQuote;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import io.github.ollamagenerate.test.internal.http.ResponseHead;
import io.github.ollamagenerate.test.internal.model.MockModel;
import io.github.ollamagenerate.test.internal.model.ModelName;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/pull}: installs a model that a registry would have. All others fail as
 * on a server without a network.
 */
final class PullEndpoint implements Endpoint {

	/** Not the usual one: the server sets it itself here, without the character set. */
	private static final String JSON = "application/json";

	private static final int STEPS = 4;

	private static final int CONFIG_SIZE = 485;

	private final InstalledModels installed;

	private final Map<String, MockModel> pullable = new HashMap<>();

	private final Duration pause;

	PullEndpoint(InstalledModels installed, List<MockModel> pullable, Duration pause) {
		this.installed = installed;
		pullable.forEach((model) -> this.pullable.put(model.key(), model));
		this.pause = pause;
	}

	@Override
	public HttpAnswer answer(ReceivedRequest request) {
		return pull(ModelRequest.of(request, "PullRequest"));
	}

	private HttpAnswer pull(ModelRequest request) {
		boolean streaming = request.streaming();
		@Nullable ModelName name = ModelName.parse(request.model());
		if (name == null) {
			throw new Refusal(400, "invalid model name");
		}
		@Nullable MockModel present = this.installed.find(name);
		@Nullable MockModel model = (present != null) ? present : this.pullable.get(name.key());
		if (model == null) {
			return unreachable(name, request.insecure(), streaming);
		}
		List<Map<String, Object>> lines = progress(model, present != null);
		HttpAnswer answer = streaming ? stream(lines) : single(200, lines.get(lines.size() - 1), lines.size() - 1);
		return answer.listener((complete) -> {
			if (complete) {
				this.installed.install(model);
			}
		});
	}

	private HttpAnswer unreachable(ModelName name, boolean insecure, boolean streaming) {
		String host = name.host();
		String url = (insecure ? "http" : "https") + "://" + host + "/v2/" + name.namespace() + '/' + name.model()
				+ "/manifests/" + name.tag();
		int port = host.indexOf(':');
		Map<String, Object> error = Map.of("error", "pull model manifest: Get " + GoQuote.text(url)
				+ ": dial tcp: lookup " + ((port < 0) ? host : host.substring(0, port)) + ": no such host");
		return streaming ? stream(List.of(status("pulling manifest"), error)) : single(500, error, 1);
	}

	private static List<Map<String, Object>> progress(MockModel model, boolean present) {
		List<Map<String, Object>> lines = new ArrayList<>();
		lines.add(status("pulling manifest"));
		String weights = ModelCard.digest("weights of " + model.name());
		for (int step = present ? STEPS : 0; step <= STEPS; step++) {
			lines.add(pulling(weights, ModelCard.SIZE, ModelCard.SIZE / STEPS * step));
		}
		lines.add(pulling(ModelCard.digest("config of " + model.name()), CONFIG_SIZE, CONFIG_SIZE));
		lines.add(status("verifying sha256 digest"));
		lines.add(status("writing manifest"));
		lines.add(status("success"));
		return lines;
	}

	private static Map<String, Object> pulling(String digest, int total, int completed) {
		Map<String, Object> line = status("pulling " + digest.substring(0, 12));
		line.put("digest", "sha256:" + digest);
		line.put("total", total);
		if (completed > 0) {
			line.put("completed", completed);
		}
		return line;
	}

	private static Map<String, Object> status(String status) {
		Map<String, Object> line = new LinkedHashMap<>();
		line.put("status", status);
		return line;
	}

	private HttpAnswer stream(List<Map<String, Object>> lines) {
		return HttpAnswer
			.stream(lines.stream().map((line) -> (GoJson.text(line) + '\n').getBytes(StandardCharsets.UTF_8)).toList())
			.pause(this.pause);
	}

	private HttpAnswer single(int status, Map<String, Object> line, int pauses) {
		return HttpAnswer.single(ResponseHead.of(status, JSON), GoJson.text(line))
			.delay(this.pause.multipliedBy(pauses));
	}

}
