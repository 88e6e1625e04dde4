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

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response, as seen from the connection. Runs tasks on the thread of
 * that connection.
 */
final class HttpExchange implements Executor {

	private volatile @Nullable Channel channel;

	private volatile @Nullable IOException failure;

	void sentOn(Channel channel) {
		this.channel = channel;
	}

	void fail(IOException failure) {
		this.failure = failure;
	}

	/**
	 * Return why there is no response, {@code null} if there is one.
	 */
	@Nullable IOException failure() {
		return this.failure;
	}

	@Override
	public void execute(Runnable task) {
		Channel channel = this.channel;
		if (channel == null || channel.eventLoop().inEventLoop()) {
			task.run();
			return;
		}
		try {
			channel.eventLoop().execute(task);
		}
		catch (RejectedExecutionException ex) {
			// the thread has ended, and the connection with it
			task.run();
		}
	}

}
