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

package io.github.ollamagenerate.observation;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Context of the observation of a generation. It is a client context that propagates
 * nothing, because the HTTP request inside it propagates the trace.
 */
public final class GenerateObservationContext extends SenderContext<GenerateRequest> {

	private final String model;

	private final GenerateRequest request;

	private final boolean stream;

	private final URI serverAddress;

	private final Supplier<@Nullable GenerateResponse> answer;

	private volatile boolean configuredModel;

	private volatile ContextView subscriberContext = Context.empty();

	private volatile @Nullable Duration duration;

	private volatile @Nullable Duration timeToFirstChunk;

	private volatile @Nullable Runnable chunkListener;

	private volatile @Nullable GenerateResponse response;

	private volatile @Nullable Throwable retryReason;

	private volatile boolean cancelled;

	/**
	 * Create the context of one subscription.
	 * @param model the model of the request
	 * @param request the request, including defaults
	 * @param stream whether the server streams the answer
	 * @param serverAddress the address of the server, as configured
	 * @param answer supplies the part of the answer that has arrived, {@code null} if
	 * there is none
	 */
	public GenerateObservationContext(String model, GenerateRequest request, boolean stream, URI serverAddress,
			Supplier<@Nullable GenerateResponse> answer) {
		super((carrier, key, value) -> {
		}, Kind.CLIENT);
		setCarrier(request);
		this.model = model;
		this.request = request;
		this.stream = stream;
		this.serverAddress = serverAddress;
		this.answer = answer;
	}

	/**
	 * Return the model of the request.
	 * @return the model
	 */
	public String getModel() {
		return this.model;
	}

	/**
	 * Return whether the model is the one that is used unless a request names another.
	 * @return whether the model is the configured one
	 */
	public boolean isConfiguredModel() {
		return this.configuredModel;
	}

	/**
	 * Set whether the model is the one that is used unless a request names another.
	 * @param configuredModel whether the model is the configured one
	 */
	public void setConfiguredModel(boolean configuredModel) {
		this.configuredModel = configuredModel;
	}

	/**
	 * Return the Reactor context of the subscriber.
	 * @return the context, empty if the subscriber has none
	 */
	public ContextView getSubscriberContext() {
		return this.subscriberContext;
	}

	/**
	 * Set the Reactor context of the subscriber.
	 * @param subscriberContext the context
	 */
	public void setSubscriberContext(ContextView subscriberContext) {
		this.subscriberContext = subscriberContext;
	}

	/**
	 * Return the request, including defaults.
	 * @return the request
	 */
	public GenerateRequest getRequest() {
		return this.request;
	}

	/**
	 * Return whether the server streams the answer.
	 * @return whether the answer is streamed
	 */
	public boolean isStream() {
		return this.stream;
	}

	/**
	 * Return the address of the server, as configured.
	 * @return the address
	 */
	public URI getServerAddress() {
		return this.serverAddress;
	}

	/**
	 * Return the port of the server, as configured or the default of the scheme.
	 * @return the port
	 */
	public int getServerPort() {
		int port = this.serverAddress.getPort();
		if (port > 0) {
			return port;
		}
		return "https".equals(this.serverAddress.getScheme()) ? 443 : 80;
	}

	/**
	 * Return the time from the subscription to the first chunk with text, including
	 * thinking text, of a streamed answer.
	 * @return the time, {@code null} if no chunk has arrived or the answer is not
	 * streamed
	 */
	public @Nullable Duration getTimeToFirstChunk() {
		return this.timeToFirstChunk;
	}

	/**
	 * Set the time from the subscription to the first chunk with text.
	 * @param timeToFirstChunk the time
	 */
	public void setTimeToFirstChunk(Duration timeToFirstChunk) {
		this.timeToFirstChunk = timeToFirstChunk;
	}

	/**
	 * Return the time from the subscription to the end, for each outcome.
	 * @return the time, {@code null} before the end
	 */
	public @Nullable Duration getDuration() {
		return this.duration;
	}

	/**
	 * Set the time from the subscription to the end.
	 * @param duration the time
	 */
	public void setDuration(Duration duration) {
		this.duration = duration;
	}

	/**
	 * Return what is called for each chunk.
	 * @return the listener, {@code null} if there is none
	 */
	public @Nullable Runnable getChunkListener() {
		return this.chunkListener;
	}

	/**
	 * Add a listener that is called for each chunk of the answer, on a network thread. It
	 * must be fast: there is a chunk for each token.
	 * @param listener the listener, to be added while the observation starts
	 */
	public void addChunkListener(Runnable listener) {
		Runnable first = this.chunkListener;
		this.chunkListener = (first != null) ? () -> {
			first.run();
			listener.run();
		} : listener;
	}

	/**
	 * Return the part of the answer that has arrived, as a single text. It is content,
	 * which is never shown by default.
	 * @return the partial answer, {@code null} if no text has arrived
	 */
	public @Nullable GenerateResponse getAnswer() {
		return this.answer.get();
	}

	/**
	 * Return the end of the answer, with its metrics.
	 * @return the last chunk, {@code null} before the end
	 */
	public @Nullable GenerateResponse getResponse() {
		return this.response;
	}

	/**
	 * Set the end of the answer, with its metrics.
	 * @param response the last chunk
	 */
	public void setResponse(GenerateResponse response) {
		this.response = response;
	}

	/**
	 * Return why the request is sent again, while that is counted.
	 * @return the failure of the attempt before, {@code null} at any other time
	 */
	public @Nullable Throwable getRetryReason() {
		return this.retryReason;
	}

	/**
	 * Set why the request is sent again.
	 * @param retryReason the failure of the attempt before, {@code null} if the retry has
	 * been counted
	 */
	public void setRetryReason(@Nullable Throwable retryReason) {
		this.retryReason = retryReason;
	}

	/**
	 * Return whether the subscriber cancelled before the end of the answer.
	 * @return whether the subscriber cancelled
	 */
	public boolean isCancelled() {
		return this.cancelled;
	}

	/**
	 * Mark the generation as cancelled. This has no effect after the end of the answer.
	 */
	public void setCancelled() {
		this.cancelled = (this.response == null);
	}

}
