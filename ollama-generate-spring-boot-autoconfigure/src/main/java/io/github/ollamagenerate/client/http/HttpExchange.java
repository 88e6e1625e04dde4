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
