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

package io.github.ollamagenerate;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Runtime options of a model, sent as {@code options}. Options that you do not set are
 * not sent, so the defaults of the model file and the server apply.
 *
 * @see <a href= "https://github.com/ollama/ollama/blob/main/api/types.go">Options,
 * Runner</a>
 */
public final class ModelOptions {

	private static final Set<String> NAMES = Set.of("seed", "temperature", "top_k", "top_p", "min_p", "stop", "num_ctx",
			"num_predict", "num_keep", "typical_p", "repeat_last_n", "repeat_penalty", "presence_penalty",
			"frequency_penalty", "num_batch", "num_gpu", "main_gpu", "use_mmap", "num_thread");

	private static final ModelOptions NONE = new ModelOptions(Map.of());

	private final Map<String, Object> values;

	private ModelOptions(Map<String, Object> values) {
		this.values = Collections.unmodifiableMap(values);
	}

	/**
	 * Return options without any value.
	 * @return the empty options
	 */
	public static ModelOptions none() {
		return NONE;
	}

	/**
	 * Create a builder without any option.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder(Map.of());
	}

	/**
	 * Return the names of the options that have a setter, as in the API.
	 * @return the names
	 */
	public static Set<String> names() {
		return NAMES;
	}

	/**
	 * Create a builder with the values of these options.
	 * @return the builder
	 */
	public Builder mutate() {
		return new Builder(this.values);
	}

	/**
	 * Return a copy of these options with defaults for each one that is not set.
	 * @param defaults the default options
	 * @return the merged options
	 */
	public ModelOptions withDefaults(ModelOptions defaults) {
		Assert.notNull(defaults, "'defaults' must not be null");
		if (defaults.values.isEmpty()) {
			return this;
		}
		Map<String, Object> merged = new LinkedHashMap<>(defaults.values);
		merged.putAll(this.values);
		return new ModelOptions(merged);
	}

	/**
	 * Return the options by their name in the API.
	 * @return an unmodifiable map, in the order in which the options were set
	 */
	public Map<String, Object> asMap() {
		return this.values;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ModelOptions that && this.values.equals(that.values);
	}

	@Override
	public int hashCode() {
		return this.values.hashCode();
	}

	/**
	 * Return the names of the options that are set, without their values, because stop
	 * sequences are content.
	 */
	@Override
	public String toString() {
		return "ModelOptions" + this.values.keySet();
	}

	/**
	 * Builder for {@link ModelOptions}. Values are sent unchanged, and the server
	 * validates their range.
	 */
	public static final class Builder {

		private final Map<String, Object> values;

		private Builder(Map<String, Object> values) {
			this.values = new LinkedHashMap<>(values);
		}

		/**
		 * Set the random seed. The same seed and request produce the same answer.
		 * @param seed the seed
		 * @return this builder
		 */
		public Builder seed(long seed) {
			return set("seed", seed);
		}

		/**
		 * Set the randomness of the answer.
		 * @param temperature the temperature; zero always chooses the most likely token
		 * @return this builder
		 */
		public Builder temperature(double temperature) {
			return set("temperature", temperature);
		}

		/**
		 * Limit the choice of the next token to the most likely ones.
		 * @param topK the number of tokens to choose from
		 * @return this builder
		 */
		public Builder topK(int topK) {
			return set("top_k", topK);
		}

		/**
		 * Limit the choice of the next token to the most likely ones that together reach
		 * a probability.
		 * @param topP the probability, 0 to 1
		 * @return this builder
		 */
		public Builder topP(double topP) {
			return set("top_p", topP);
		}

		/**
		 * Exclude tokens that are much less likely than the most likely one.
		 * @param minP the minimum probability, relative to the most likely token, 0 to 1
		 * @return this builder
		 */
		public Builder minP(double minP) {
			return set("min_p", minP);
		}

		/**
		 * End the answer before one of the given texts.
		 * @param stop the texts
		 * @return this builder
		 */
		public Builder stop(String... stop) {
			Assert.notNull(stop, "'stop' must not be null");
			return set("stop", List.copyOf(Arrays.asList(stop)));
		}

		/**
		 * Set the size of the context window. The server reloads the model if the value
		 * changes.
		 * @param numCtx the size in tokens, prompt and answer together
		 * @return this builder
		 */
		public Builder numCtx(int numCtx) {
			return set("num_ctx", numCtx);
		}

		/**
		 * Limit the length of the answer, including thinking text.
		 * @param numPredict the maximum number of tokens to generate; zero or negative
		 * means unlimited
		 * @return this builder
		 */
		public Builder numPredict(int numPredict) {
			return set("num_predict", numPredict);
		}

		/**
		 * Set the number of prompt tokens to keep when the context is full and the oldest
		 * tokens are dropped.
		 * @param numKeep the number of tokens
		 * @return this builder
		 */
		public Builder numKeep(int numKeep) {
			return set("num_keep", numKeep);
		}

		/**
		 * Set the locally typical sampling threshold.
		 * @param typicalP the probability, 0 to 1
		 * @return this builder
		 */
		public Builder typicalP(double typicalP) {
			return set("typical_p", typicalP);
		}

		/**
		 * Set the number of recent tokens to check for repetition.
		 * @param repeatLastN the number of tokens; zero turns the check off, -1 means the
		 * whole context
		 * @return this builder
		 */
		public Builder repeatLastN(int repeatLastN) {
			return set("repeat_last_n", repeatLastN);
		}

		/**
		 * Set the penalty for repetition.
		 * @param repeatPenalty the penalty; 1 means none
		 * @return this builder
		 */
		public Builder repeatPenalty(double repeatPenalty) {
			return set("repeat_penalty", repeatPenalty);
		}

		/**
		 * Set the penalty for tokens that have already occurred.
		 * @param presencePenalty the penalty; zero means none
		 * @return this builder
		 */
		public Builder presencePenalty(double presencePenalty) {
			return set("presence_penalty", presencePenalty);
		}

		/**
		 * Set the penalty for each previous occurrence of a token.
		 * @param frequencyPenalty the penalty; zero means none
		 * @return this builder
		 */
		public Builder frequencyPenalty(double frequencyPenalty) {
			return set("frequency_penalty", frequencyPenalty);
		}

		/**
		 * Set the number of prompt tokens to process in one batch. The server reloads the
		 * model if the value changes.
		 * @param numBatch the number of tokens
		 * @return this builder
		 */
		public Builder numBatch(int numBatch) {
			return set("num_batch", numBatch);
		}

		/**
		 * Set the number of layers to load onto GPUs. The server reloads the model if the
		 * value changes.
		 * @param numGpu the number of layers; zero means none, -1 lets the server choose
		 * @return this builder
		 */
		public Builder numGpu(int numGpu) {
			return set("num_gpu", numGpu);
		}

		/**
		 * Set the GPU that holds the small tensors. The server reloads the model if the
		 * value changes.
		 * @param mainGpu the index of the GPU
		 * @return this builder
		 */
		public Builder mainGpu(int mainGpu) {
			return set("main_gpu", mainGpu);
		}

		/**
		 * Set whether to map the model file into memory. The server reloads the model if
		 * the value changes.
		 * @param useMmap whether to map it
		 * @return this builder
		 */
		public Builder useMmap(boolean useMmap) {
			return set("use_mmap", useMmap);
		}

		/**
		 * Set the number of threads to use for computation. The server reloads the model
		 * if the value changes.
		 * @param numThread the number of threads; zero lets the server choose
		 * @return this builder
		 */
		public Builder numThread(int numThread) {
			return set("num_thread", numThread);
		}

		/**
		 * Set any option by its name in the API. The server silently ignores unknown
		 * names.
		 * @param name the name, such as {@code num_ctx}
		 * @param value a string, number, boolean, list, or map
		 * @return this builder
		 * @throws IllegalArgumentException if the name is blank, or if the value has
		 * another type or is not a finite number
		 */
		public Builder set(String name, Object value) {
			Assert.notNull(value, "'value' must not be null");
			Assert.hasText(name, "'name' must not be blank");
			this.values.put(name, copy(name, value));
			return this;
		}

		private static Object copy(String name, @Nullable Object value) {
			if (value instanceof Collection<?> values) {
				return values.stream().map((element) -> copy(name, element)).toList();
			}
			if (value instanceof Map<?, ?> values) {
				Map<String, Object> copy = new LinkedHashMap<>();
				values.forEach((key, element) -> copy.put(String.valueOf(key), copy(name, element)));
				return Collections.unmodifiableMap(copy);
			}
			boolean isFinite = !(value instanceof Double || value instanceof Float)
					|| Double.isFinite(((Number) value).doubleValue());
			Assert.isTrue((value instanceof String || value instanceof Boolean || value instanceof Number) && isFinite,
					() -> "Option '" + name + "' must be a string, finite number, boolean, list, or map");
			return value;
		}

		/**
		 * Create the options.
		 * @return immutable options
		 */
		public ModelOptions build() {
			return this.values.isEmpty() ? NONE : new ModelOptions(new LinkedHashMap<>(this.values));
		}

	}

}
