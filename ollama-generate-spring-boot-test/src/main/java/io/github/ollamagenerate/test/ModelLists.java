package io.github.ollamagenerate.test;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lists of installed and of loaded models.
 */
final class ModelLists {

	private static final int SIZE = 1_000_000_000;

	private static final int CONTEXT_LENGTH = 4096;

	private static final int EMBEDDING_LENGTH = 2048;

	private ModelLists() {
	}

	static MockAnswer installed(InstalledModels models) {
		return list(models.all().stream().map((model) -> installed(model, models.since())).toList());
	}

	private static Map<String, Object> installed(MockModel model, Instant since) {
		Map<String, Object> details = details();
		details.put("context_length", CONTEXT_LENGTH);
		details.put("embedding_length", EMBEDDING_LENGTH);
		Map<String, Object> entry = named(model);
		entry.put("modified_at", GoTime.text(since));
		entry.put("size", SIZE);
		entry.put("digest", digest(model));
		entry.put("details", details);
		entry.put("capabilities", model.capabilities());
		return entry;
	}

	static MockAnswer loaded(LoadedModels models) {
		return list(models.current()
			.entrySet()
			.stream()
			.sorted(Map.Entry.<MockModel, Instant>comparingByValue().reversed())
			.map((entry) -> loaded(entry.getKey(), entry.getValue()))
			.toList());
	}

	private static Map<String, Object> loaded(MockModel model, Instant expiry) {
		Map<String, Object> entry = named(model);
		entry.put("size", SIZE);
		entry.put("digest", digest(model));
		entry.put("details", details());
		entry.put("expires_at", GoTime.text(expiry));
		entry.put("size_vram", 0);
		entry.put("context_length", CONTEXT_LENGTH);
		return entry;
	}

	private static MockAnswer list(List<Map<String, Object>> entries) {
		return MockAnswer.json(200, GoJson.text(Map.of("models", entries)));
	}

	private static Map<String, Object> named(MockModel model) {
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("name", model.name());
		entry.put("model", model.name());
		return entry;
	}

	private static Map<String, Object> details() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("parent_model", "");
		details.put("format", "gguf");
		details.put("family", "mock");
		details.put("families", List.of("mock"));
		details.put("parameter_size", "1B");
		details.put("quantization_level", "Q4_0");
		return details;
	}

	private static String digest(MockModel model) {
		try {
			byte[] name = model.name().getBytes(StandardCharsets.UTF_8);
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
