package io.github.ollamagenerate.client;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.StringUtils;

/**
 * What a server, or a proxy before it, says about a failure.
 *
 * @param text the text, cut to a readable length; {@code null} if there is none
 * @param status the status that the body names, as errors of remote models do;
 * {@code null} if it names none
 * @param isJson whether it came as the server's JSON error and not as a page of a proxy
 */
record ServerError(@Nullable String text, @Nullable Integer status, boolean isJson) {

	private static final int MAX_LENGTH = 500;

	private static final JsonMapper MAPPER = new JsonMapper();

	/**
	 * Read the body of an error answer, whatever its content type: JSON, a page of a
	 * proxy, or nothing.
	 */
	@SuppressWarnings("unchecked")
	static ServerError ofBody(byte[] body) {
		try {
			if (MAPPER.readValue(body, Object.class) instanceof Map<?, ?> fields && fields.get("error") != null) {
				return ofFields((Map<String, ?>) fields);
			}
		}
		catch (JacksonException ex) {
			// no JSON: shown as text
		}
		return ofText(new String(body, StandardCharsets.UTF_8));
	}

	static ServerError ofFields(Map<String, ?> fields) {
		Integer status = (fields.get("StatusCode") instanceof Number number) ? number.intValue() : null;
		return new ServerError(cut(message(fields.get("error"))), status, true);
	}

	static ServerError ofText(String text) {
		String plain = text.replaceAll("(?s)<(script|style).*?</\\1>|<[^>]*>", " ").replaceAll("\\s+", " ").trim();
		return new ServerError(StringUtils.hasLength(plain) ? cut(plain) : null, null, false);
	}

	private static String message(@Nullable Object error) {
		if (error instanceof Map<?, ?> fields && fields.get("message") != null) {
			return message(fields.get("message"));
		}
		String text = String.valueOf(error);
		return text.startsWith("{") ? innerMessage(text) : text;
	}

	// newer servers pass on the JSON error of their inference server as text
	private static String innerMessage(String text) {
		try {
			Map<?, ?> fields = MAPPER.readValue(text, Map.class);
			Object inner = (fields.get("error") != null) ? fields.get("error") : fields.get("message");
			return (inner != null) ? message(inner) : text;
		}
		catch (JacksonException ex) {
			return text;
		}
	}

	private static String cut(String text) {
		return (text.length() <= MAX_LENGTH) ? text : text.substring(0, MAX_LENGTH) + "...";
	}

}
