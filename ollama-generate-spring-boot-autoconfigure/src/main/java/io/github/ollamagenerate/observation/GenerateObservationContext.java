package io.github.ollamagenerate.observation;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

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

	private final URI serverAddress;

	private final Supplier<@Nullable GenerateResponse> answer;

	private volatile @Nullable Duration duration;

	private volatile @Nullable Duration timeToFirstChunk;

	private volatile @Nullable Consumer<Duration> outputChunkTimes;

	private volatile @Nullable GenerateResponse response;

	private volatile boolean cancelled;

	/**
	 * Create the context of one subscription.
	 * @param model the model that is asked
	 * @param request the request as it is sent, defaults included
	 * @param stream whether the server is asked to stream
	 * @param serverAddress the address of the server, as configured
	 * @param answer gives the text that has arrived, {@code null} if none has
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
	 * Return the address of the server, as configured.
	 * @return the address
	 */
	public URI getServerAddress() {
		return this.serverAddress;
	}

	/**
	 * Return the port of the server, be it configured or that of the scheme.
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
	 * Return the time from subscription to the first chunk with text of a streamed
	 * answer, thinking text included.
	 * @return the time, {@code null} if none has come or the answer is not streamed
	 */
	public @Nullable Duration getTimeToFirstChunk() {
		return this.timeToFirstChunk;
	}

	/**
	 * Set the time from subscription to the first chunk with text.
	 * @param timeToFirstChunk the time
	 */
	public void setTimeToFirstChunk(Duration timeToFirstChunk) {
		this.timeToFirstChunk = timeToFirstChunk;
	}

	/**
	 * Return the time from subscription to the end, whatever it was.
	 * @return the time, {@code null} before the end
	 */
	public @Nullable Duration getDuration() {
		return this.duration;
	}

	/**
	 * Set the time from subscription to the end.
	 * @param duration the time
	 */
	public void setDuration(Duration duration) {
		this.duration = duration;
	}

	/**
	 * Return what takes the time between one chunk and the next.
	 * @return the consumer, {@code null} if none wants to know
	 */
	public @Nullable Consumer<Duration> getOutputChunkTimes() {
		return this.outputChunkTimes;
	}

	/**
	 * Set what takes the time between one chunk and the next of a streamed answer. It is
	 * called for each chunk, on the network's thread.
	 * @param outputChunkTimes the consumer
	 */
	public void setOutputChunkTimes(Consumer<Duration> outputChunkTimes) {
		this.outputChunkTimes = outputChunkTimes;
	}

	/**
	 * Return the text that has arrived, put together. It is content: nothing shows it
	 * unless it is asked to.
	 * @return the answer up to now, {@code null} if no text has arrived
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
