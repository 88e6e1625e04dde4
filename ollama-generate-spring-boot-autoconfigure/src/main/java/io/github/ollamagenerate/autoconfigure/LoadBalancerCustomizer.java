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

package io.github.ollamagenerate.autoconfigure;

import io.github.ollamagenerate.BaseUrl;

import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Lets a load balancer choose the server behind the configured name, for each request and
 * each attempt. Requests of further templates to other addresses go where they say.
 */
final class LoadBalancerCustomizer implements OllamaWebClientCustomizer {

	private final BaseUrl server;

	private final ExchangeFilterFunction loadBalancer;

	LoadBalancerCustomizer(BaseUrl server, ExchangeFilterFunction loadBalancer) {
		this.server = server;
		this.loadBalancer = loadBalancer;
	}

	@Override
	public void customize(WebClient.Builder webClientBuilder) {
		webClientBuilder.filter((request, next) -> this.server.isServerOf(request.url())
				? this.loadBalancer.filter(request, next) : next.exchange(request));
	}

}
