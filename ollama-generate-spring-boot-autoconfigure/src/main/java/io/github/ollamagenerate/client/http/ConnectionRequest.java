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

import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * A request that may wait for a connection, until it is cancelled. It is in the Reactor
 * context, where {@link CancellableConnections} finds it.
 */
final class ConnectionRequest implements ConnectionObserver {

	private final Disposable.Swap wait = Disposables.swap();

	/**
	 * Return the request of a context. If there is none, nobody cancels it.
	 */
	static ConnectionRequest from(ContextView context) {
		return context.<ConnectionRequest>getOrEmpty(ConnectionRequest.class).orElseGet(ConnectionRequest::new);
	}

	Context addTo(Context context) {
		return context.put(ConnectionRequest.class, this);
	}

	/**
	 * Wait for a connection. A request waits again if it gets one that was closed
	 * meanwhile.
	 */
	void waitFor(Subscription connection) {
		this.wait.replace(connection::cancel);
	}

	void cancel() {
		this.wait.dispose();
	}

	@Override
	public void onStateChange(Connection connection, State state) {
		// it came just when the request was cancelled, and now the request would be sent
		if (state == State.CONFIGURED && this.wait.isDisposed()) {
			connection.dispose();
		}
	}

}
