package io.github.ollamagenerate.test;

import java.util.Locale;

import tools.jackson.databind.JsonNode;

/**
 * The body of a request about one model, read as Go's JSON decoder does.
 */
final class ModelRequest {

	private final ReceivedRequest request;

	private final String type;

	private ModelRequest(ReceivedRequest request, String type) {
		this.request = request;
		this.type = type;
	}

	/**
	 * Reads a request.
	 * @param request the request
	 * @param type the name of the server's Go type, which is part of its error texts
	 * @return the body
	 * @throws Refusal if the body is not of that type
	 */
	static ModelRequest of(ReceivedRequest request, String type) {
		if (request.body().isBlank()) {
			throw new Refusal(400, "missing request body");
		}
		JsonNode json = request.json();
		if (json == null) {
			throw new Refusal(400, "unexpected EOF");
		}
		if (!json.isObject() && !json.isNull()) {
			throw new Refusal(400, "json: cannot unmarshal " + kind(json) + " into Go value of type api." + type);
		}
		return new ModelRequest(request, type);
	}

	/** The model's name, which once went by "name"; empty if absent. */
	String model() {
		String model = text("model");
		String name = text("name");
		return model.isEmpty() ? name : model;
	}

	String text(String field) {
		JsonNode value = this.request.field(field);
		return absent(value) ? "" : value.stringValueOpt().orElseThrow(() -> wrongType(field, value, "string"));
	}

	boolean flag(String field, boolean absent) {
		JsonNode value = this.request.field(field);
		return absent(value) ? absent : value.booleanValueOpt().orElseThrow(() -> wrongType(field, value, "bool"));
	}

	private static boolean absent(JsonNode value) {
		return value.isMissingNode() || value.isNull();
	}

	private Refusal wrongType(String field, JsonNode value, String expected) {
		return new Refusal(400, "json: cannot unmarshal " + kind(value) + " into Go struct field " + this.type + '.'
				+ field + " of type " + expected);
	}

	private static String kind(JsonNode value) {
		return value.isBoolean() ? "bool" : value.getNodeType().name().toLowerCase(Locale.ROOT);
	}

}
