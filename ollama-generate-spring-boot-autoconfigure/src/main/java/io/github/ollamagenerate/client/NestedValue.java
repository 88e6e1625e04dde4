package io.github.ollamagenerate.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Collects an array or object as lists and maps, token by token, since a non-blocking
 * parser may run dry at any of them. Can also just count its way through.
 */
final class NestedValue {

	private final boolean keep;

	private final Deque<Object> open = new ArrayDeque<>(4);

	private final Deque<String> names = new ArrayDeque<>(4);

	private int depth;

	private @Nullable Object value;

	NestedValue(boolean keep) {
		this.keep = keep;
	}

	/**
	 * Take the next token.
	 * @return whether the value is complete
	 */
	boolean accept(JsonParser parser, JsonToken token) {
		if (token.isStructStart()) {
			this.depth++;
		}
		else if (token.isStructEnd()) {
			this.depth--;
		}
		if (this.keep) {
			collect(parser, token);
		}
		return this.depth == 0;
	}

	private void collect(JsonParser parser, JsonToken token) {
		switch (token) {
			case START_OBJECT -> this.open.push(new LinkedHashMap<String, Object>());
			case START_ARRAY -> this.open.push(new ArrayList<>());
			case END_OBJECT, END_ARRAY -> add(this.open.pop());
			case PROPERTY_NAME -> this.names.push(parser.currentName());
			default -> add(scalar(parser, token));
		}
	}

	@SuppressWarnings("unchecked")
	private void add(@Nullable Object element) {
		Object parent = this.open.peek();
		if (parent == null) {
			this.value = element;
		}
		else if (parent instanceof List) {
			((List<@Nullable Object>) parent).add(element);
		}
		else {
			((Map<String, @Nullable Object>) parent).put(this.names.pop(), element);
		}
	}

	static @Nullable Object scalar(JsonParser parser, JsonToken token) {
		return switch (token) {
			case VALUE_STRING -> parser.getString();
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
			case VALUE_TRUE -> true;
			case VALUE_FALSE -> false;
			default -> null;
		};
	}

	/**
	 * Return the complete value.
	 * @return a list or map, {@code null} if it was not kept
	 */
	@Nullable Object value() {
		return this.value;
	}

}
