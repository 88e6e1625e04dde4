package io.github.ollamagenerate.observation;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;

/**
 * What is known of a generation while it is observed. A context of a client's kind, but
 * it passes nothing on: the HTTP request within carries the trace.
 */
public final class GenerateObservationContext extends SenderContext<GenerateRequest> {

	private final String model;

	private final GenerateRequest request;

	private final boolean stream;

	private volatile @Nullable GenerateResponse response;

	private volatile boolean cancelled;

	/**
	 * Create the context of one subscription.
	 * @param model the model that is asked
	 * @param request the request as it is sent, defaults included
	 * @param stream whether the server is asked to stream
	 */
	public GenerateObservationContext(String model, GenerateRequest request, boolean stream) {
		super((carrier, key, value) -> {
		}, Kind.CLIENT);
		setCarrier(request);
		this.model = model;
		this.request = request;
		this.stream = stream;
	}

	/**
	 * Return the model that is asked.
	 * @return the model
	 */
	public String getModel() {
		return this.model;
	}

	/**
	 * Return the request as it is sent, defaults included.
	 * @return the request
	 */
	public GenerateRequest getRequest() {
		return this.request;
	}

	/**
	 * Return whether the server is asked to stream.
	 * @return whether it is
	 */
	public boolean isStream() {
		return this.stream;
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
	 * Return whether the subscriber went away before the end of the answer.
	 * @return whether it did
	 */
	public boolean isCancelled() {
		return this.cancelled;
	}

	/**
	 * Note that the subscriber went away; after the end of the answer it changes nothing.
	 */
	public void setCancelled() {
		this.cancelled = (this.response == null);
	}

}
