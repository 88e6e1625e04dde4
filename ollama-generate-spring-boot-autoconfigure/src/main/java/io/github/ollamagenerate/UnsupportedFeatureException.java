package io.github.ollamagenerate;

import org.jspecify.annotations.Nullable;

/**
 * The model cannot do what the request asks for, such as thinking, insertion or vision.
 */
public class UnsupportedFeatureException extends GenerateResponseException {

	private final String feature;

	/**
	 * Create the exception.
	 * @param message what failed, where, and what to do next
	 * @param model the model that was asked, {@code null} if none was known
	 * @param partialResponse what had arrived before, {@code null} if nothing had
	 * @param reply what the server said
	 * @param feature what the model lacks, in the server's word
	 */
	public UnsupportedFeatureException(String message, @Nullable String model,
			@Nullable GenerateResponse partialResponse, Reply reply, String feature) {
		super(message, model, partialResponse, reply);
		this.feature = feature;
	}

	/**
	 * Return what the model lacks.
	 * @return the feature in the server's word: {@code thinking}, {@code insert},
	 * {@code vision}, or another
	 */
	public String feature() {
		return this.feature;
	}

}
