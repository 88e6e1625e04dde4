package io.github.ollamagenerate;

/**
 * Value that was read from an answer, together with the answer.
 *
 * @param <T> the type of the value
 * @param entity the value
 * @param response the answer, with its text, done reason, and metrics
 */
public record GeneratedEntity<T>(T entity, GenerateResponse response) {

	/**
	 * Describe the response without any of its texts, so that it can be logged.
	 */
	@Override
	public String toString() {
		return "GeneratedEntity[response=" + this.response + "]";
	}

}
