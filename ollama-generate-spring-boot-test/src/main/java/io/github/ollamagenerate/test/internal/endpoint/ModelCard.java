/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.ollamagenerate.test.internal.endpoint;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the server tells about its models, the same of each: its own architecture, with
 * numbers of a plausible size.
 */
final class ModelCard {

	static final int SIZE = 1_000_000_000;

	static final int CONTEXT_LENGTH = 4_096;

	static final int EMBEDDING_LENGTH = 2_048;

	private static final int BLOCK_COUNT = 2;

	private static final int FEED_FORWARD_LENGTH = 8_192;

	private static final List<String> VOCABULARY = List.of("<unk>", "<s>", "<|end|>", "canned", "answer");

	private ModelCard() {
	}

	static Map<String, Object> details() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("parent_model", "");
		details.put("format", "gguf");
		details.put("family", "mock");
		details.put("families", List.of("mock"));
		details.put("parameter_size", "1B");
		details.put("quantization_level", "Q4_0");
		return details;
	}

	static String digest(String content) {
		try {
			byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Sorted by name, as Go does. Long lists are only there when asked for. */
	static Map<String, @Nullable Object> info(boolean verbose) {
		Map<String, @Nullable Object> info = new LinkedHashMap<>();
		info.put("general.architecture", "mock");
		info.put("general.basename", "mock");
		info.put("general.file_type", 2);
		info.put("general.finetune", "canned");
		info.put("general.languages", verbose ? List.of("en") : null);
		info.put("general.license", "apache-2.0");
		info.put("general.organization", "MockOllamaServer");
		info.put("general.parameter_count", SIZE);
		info.put("general.quantization_version", 2);
		info.put("general.size_label", "1B");
		info.put("general.type", "model");
		info.put("mock.attention.head_count", 32);
		info.put("mock.attention.head_count_kv", 8);
		info.put("mock.attention.layer_norm_rms_epsilon", new BigDecimal("0.00001"));
		info.put("mock.block_count", BLOCK_COUNT);
		info.put("mock.context_length", CONTEXT_LENGTH);
		info.put("mock.embedding_length", EMBEDDING_LENGTH);
		info.put("mock.feed_forward_length", FEED_FORWARD_LENGTH);
		info.put("mock.rope.dimension_count", 64);
		info.put("mock.rope.freq_base", 10_000);
		info.put("mock.vocab_size", VOCABULARY.size());
		info.put("tokenizer.ggml.add_bos_token", false);
		info.put("tokenizer.ggml.add_space_prefix", false);
		info.put("tokenizer.ggml.bos_token_id", 1);
		info.put("tokenizer.ggml.eos_token_id", 2);
		info.put("tokenizer.ggml.merges", verbose ? List.of("can ned", "an swer") : null);
		info.put("tokenizer.ggml.model", "gpt2");
		info.put("tokenizer.ggml.padding_token_id", 2);
		info.put("tokenizer.ggml.pre", "mock");
		info.put("tokenizer.ggml.token_type", verbose ? List.of(2, 3, 3, 1, 1) : null);
		info.put("tokenizer.ggml.tokens", verbose ? VOCABULARY : null);
		info.put("tokenizer.ggml.unknown_token_id", 0);
		return info;
	}

	static List<Map<String, Object>> tensors() {
		List<Map<String, Object>> tensors = new ArrayList<>();
		tensors.add(tensor("token_embd.weight", "Q4_0", EMBEDDING_LENGTH, VOCABULARY.size()));
		for (int block = 0; block < BLOCK_COUNT; block++) {
			String name = "blk." + block;
			tensors.add(tensor(name + ".attn_norm.weight", "F32", EMBEDDING_LENGTH));
			tensors.add(tensor(name + ".attn_k.weight", "Q4_0", EMBEDDING_LENGTH, 512));
			tensors.add(tensor(name + ".attn_output.weight", "Q4_0", EMBEDDING_LENGTH, EMBEDDING_LENGTH));
			tensors.add(tensor(name + ".attn_q.weight", "Q4_0", EMBEDDING_LENGTH, EMBEDDING_LENGTH));
			tensors.add(tensor(name + ".attn_v.weight", "Q4_0", EMBEDDING_LENGTH, 512));
			tensors.add(tensor(name + ".ffn_down.weight", "Q4_0", FEED_FORWARD_LENGTH, EMBEDDING_LENGTH));
			tensors.add(tensor(name + ".ffn_up.weight", "Q4_0", EMBEDDING_LENGTH, FEED_FORWARD_LENGTH));
		}
		tensors.add(tensor("output_norm.weight", "F32", EMBEDDING_LENGTH));
		return tensors;
	}

	private static Map<String, Object> tensor(String name, String type, Integer... shape) {
		Map<String, Object> tensor = new LinkedHashMap<>();
		tensor.put("name", name);
		tensor.put("type", type);
		tensor.put("shape", List.of(shape));
		return tensor;
	}

}
