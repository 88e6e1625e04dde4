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
 * Runtime options of a model, sent as {@code options}. Holds only what was set; whatever
 * is not set is left to the model file and the server.
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
	 * Return options that set nothing.
	 * @return the empty options
	 */
	public static ModelOptions none() {
		return NONE;
	}

	/**
	 * Return a builder that has nothing set.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder(Map.of());
	}

	/**
	 * Return the names of the options that have a setter, as they are on the wire.
	 * @return the names
	 */
	public static Set<String> names() {
		return NAMES;
	}

	/**
	 * Return a builder that starts from these options.
	 * @return the builder
	 */
	public Builder mutate() {
		return new Builder(this.values);
	}

	/**
	 * Return these options, completed by the defaults for each option that is not set.
	 * @param defaults the options that fill the gaps
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
	 * Return the options by their name on the wire.
	 * @return an unmodifiable map in the order of setting
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
	 * Name the options that are set, without their values: stop sequences are content.
	 */
	@Override
	public String toString() {
		return "ModelOptions" + this.values.keySet();
	}

	/**
	 * Collects options. Values are passed on as they are; the server judges their range.
	 */
	public static final class Builder {

		private final Map<String, Object> values;

		private Builder(Map<String, Object> values) {
			this.values = new LinkedHashMap<>(values);
		}

		/**
		 * Set the random seed: the same seed and request give the same answer.
		 * @param seed the seed
		 * @return this builder
		 */
		public Builder seed(long seed) {
			return set("seed", seed);
		}

		/**
		 * Set how random the answer is.
		 * @param temperature the temperature; 0 always takes the likeliest token
		 * @return this builder
		 */
		public Builder temperature(double temperature) {
			return set("temperature", temperature);
		}

		/**
		 * Limit the next token to the likeliest ones.
		 * @param topK how many tokens to choose from
		 * @return this builder
		 */
		public Builder topK(int topK) {
			return set("top_k", topK);
		}

		/**
		 * Limit the next token to the likeliest ones that together reach a probability.
		 * @param topP the probability, 0 to 1
		 * @return this builder
		 */
		public Builder topP(double topP) {
			return set("top_p", topP);
		}

		/**
		 * Drop tokens that are much less likely than the likeliest one.
		 * @param minP the least probability, relative to the likeliest token, 0 to 1
		 * @return this builder
		 */
		public Builder minP(double minP) {
			return set("min_p", minP);
		}

		/**
		 * End the answer before one of these texts. They travel as an array, also when
		 * there is only one.
		 * @param stop the texts
		 * @return this builder
		 */
		public Builder stop(String... stop) {
			Assert.notNull(stop, "'stop' must not be null");
			return set("stop", List.copyOf(Arrays.asList(stop)));
		}

		/**
		 * Set the size of the context window. Another value than the model is loaded with
		 * loads it anew.
		 * @param numCtx the size in tokens, prompt and answer together
		 * @return this builder
		 */
		public Builder numCtx(int numCtx) {
			return set("num_ctx", numCtx);
		}

		/**
		 * Limit the length of the answer, thinking included.
		 * @param numPredict the most tokens to generate; zero and negative mean no limit
		 * @return this builder
		 */
		public Builder numPredict(int numPredict) {
			return set("num_predict", numPredict);
		}

		/**
		 * Set how many tokens of the prompt stay when the context is shifted.
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
		 * Set how far to look back for repetition.
		 * @param repeatLastN the number of tokens; 0 switches it off, -1 means the whole
		 * context
		 * @return this builder
		 */
		public Builder repeatLastN(int repeatLastN) {
			return set("repeat_last_n", repeatLastN);
		}

		/**
		 * Set how strongly repetition is penalised.
		 * @param repeatPenalty the penalty; 1 means none
		 * @return this builder
		 */
		public Builder repeatPenalty(double repeatPenalty) {
			return set("repeat_penalty", repeatPenalty);
		}

		/**
		 * Set how strongly a token is penalised for having occurred.
		 * @param presencePenalty the penalty; 0 means none
		 * @return this builder
		 */
		public Builder presencePenalty(double presencePenalty) {
			return set("presence_penalty", presencePenalty);
		}

		/**
		 * Set how strongly a token is penalised for each time it has occurred.
		 * @param frequencyPenalty the penalty; 0 means none
		 * @return this builder
		 */
		public Builder frequencyPenalty(double frequencyPenalty) {
			return set("frequency_penalty", frequencyPenalty);
		}

		/**
		 * Set how many tokens of the prompt are processed at a time. Another value than
		 * the model is loaded with loads it anew.
		 * @param numBatch the number of tokens
		 * @return this builder
		 */
		public Builder numBatch(int numBatch) {
			return set("num_batch", numBatch);
		}

		/**
		 * Set how many layers go to the GPU. Another value than the model is loaded with
		 * loads it anew.
		 * @param numGpu the number of layers; 0 means none, -1 lets the server choose
		 * @return this builder
		 */
		public Builder numGpu(int numGpu) {
			return set("num_gpu", numGpu);
		}

		/**
		 * Set the GPU that holds small tensors. Another value than the model is loaded
		 * with loads it anew.
		 * @param mainGpu the index of the GPU
		 * @return this builder
		 */
		public Builder mainGpu(int mainGpu) {
			return set("main_gpu", mainGpu);
		}

		/**
		 * Set whether the model file is mapped into memory. Another value than the model
		 * is loaded with loads it anew.
		 * @param useMmap whether to map it
		 * @return this builder
		 */
		public Builder useMmap(boolean useMmap) {
			return set("use_mmap", useMmap);
		}

		/**
		 * Set how many threads compute. Another value than the model is loaded with loads
		 * it anew.
		 * @param numThread the number of threads; 0 lets the server choose
		 * @return this builder
		 */
		public Builder numThread(int numThread) {
			return set("num_thread", numThread);
		}

		/**
		 * Set any option by its name on the wire. The server drops names that it does not
		 * know without a word to the client.
		 * @param name the name, such as {@code num_ctx}
		 * @param value a string, number, boolean, list or map
		 * @return this builder
		 * @throws IllegalArgumentException if the name is blank or the value is of
		 * another type, or no finite number
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
					() -> "Option '" + name + "' must be a string, finite number, boolean, list or map");
			return value;
		}

		/**
		 * Return the options.
		 * @return immutable options
		 */
		public ModelOptions build() {
			return this.values.isEmpty() ? NONE : new ModelOptions(new LinkedHashMap<>(this.values));
		}

	}

}
