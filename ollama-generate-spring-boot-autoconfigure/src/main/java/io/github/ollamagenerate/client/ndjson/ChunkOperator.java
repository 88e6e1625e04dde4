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

package io.github.ollamagenerate.client.ndjson;

import io.github.ollamagenerate.GenerateResponse;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * The part that operators of chunks share: what is upstream and who is downstream.
 *
 * @param <T> what the operator gets from upstream
 */
public abstract class ChunkOperator<T> implements CoreSubscriber<T>, Subscription {

	protected final CoreSubscriber<? super GenerateResponse> actual;

	protected Subscription upstream = Operators.emptySubscription();

	protected ChunkOperator(CoreSubscriber<? super GenerateResponse> actual) {
		this.actual = actual;
	}

	@Override
	public final Context currentContext() {
		return this.actual.currentContext();
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.upstream = subscription;
		this.actual.onSubscribe(this);
	}

}
