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

package io.github.ollamagenerate.client.http;

import java.util.function.Function;

import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.util.Assert;

/**
 * Writes a request until its response begins. Reactor Netty keeps the callback, and the
 * Reactor context with the observation of the request, as long as the connection is in
 * use.
 */
final class RequestCallback implements Function<ClientHttpRequest, Mono<Void>> {

	private volatile @Nullable Function<? super ClientHttpRequest, Mono<Void>> callback;

	private volatile @Nullable ContextView context;

	/**
	 * Create a callback.
	 * @param callback the callback to call
	 * @param context the Reactor context of the request
	 */
	RequestCallback(Function<? super ClientHttpRequest, Mono<Void>> callback, ContextView context) {
		this.callback = callback;
		this.context = context;
	}

	@Override
	public Mono<Void> apply(ClientHttpRequest request) {
		Function<? super ClientHttpRequest, Mono<Void>> callback = this.callback;
		ContextView context = this.context;
		Assert.state(callback != null && context != null, "The response has begun");
		return callback.apply(request).contextWrite(context);
	}

	void letGo() {
		this.callback = null;
		this.context = null;
	}

	static Context withoutObservation(Context context) {
		return context.delete(ObservationThreadLocalAccessor.KEY);
	}

}
