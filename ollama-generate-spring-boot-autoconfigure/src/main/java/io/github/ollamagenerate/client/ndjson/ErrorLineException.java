package io.github.ollamagenerate.client.ndjson;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A line in which the server tells of a failure.
 */
public final class ErrorLineException extends NdjsonException {

	private final transient Map<String, @Nullable Object> fields;

	ErrorLineException(Map<String, @Nullable Object> fields) {
		super(null, null);
		this.fields = fields;
	}

	/**
	 * Return the fields of the line that are not those of an answer, {@code error} among
	 * them.
	 * @return the fields, as JSON values of Java
	 */
	public Map<String, @Nullable Object> fields() {
		return this.fields;
	}

}
