package io.github.ollamagenerate;

/**
 * Value of a type, together with the answer from which it was read.
 *
 * @param <T> the type of the value
 * @param entity the value
 * @param response the answer, with its text, done reason, and metrics
 */
public record GeneratedEntity<T>(T entity, GenerateResponse response) {

	/**
	 * Return a description without any content, which is safe to log.
	 */
	@Override
	public String toString() {
		return "GeneratedEntity[response=" + this.response + "]";
	}

}
