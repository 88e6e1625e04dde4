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

package io.github.ollamagenerate.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.ollamagenerate.ModelOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.CollectionUtils;

/**
 * Configuration properties for the runtime options of the model.
 */
public class ModelOptionsProperties {

	/**
	 * Random seed. The same seed and request produce the same answer.
	 */
	private @Nullable Long seed;

	/**
	 * Randomness of answers. Zero always chooses the most likely token.
	 */
	private @Nullable Double temperature;

	/**
	 * Number of the most likely tokens from which the next token is chosen.
	 */
	private @Nullable Integer topK;

	/**
	 * Cumulative probability of the most likely tokens from which the next token is
	 * chosen.
	 */
	private @Nullable Double topP;

	/**
	 * Minimum probability of a token, relative to the most likely one.
	 */
	private @Nullable Double minP;

	/**
	 * Texts that end the answer. A single text is split at commas and trimmed. The
	 * elements of a list are used unchanged.
	 */
	private @Nullable List<String> stop;

	/**
	 * Size of the context window in tokens.
	 */
	private @Nullable Integer numCtx;

	/**
	 * Maximum number of tokens to generate. Zero or a negative value means unlimited.
	 */
	private @Nullable Integer numPredict;

	/**
	 * Number of prompt tokens to keep when the context is full and the oldest tokens are
	 * dropped.
	 */
	private @Nullable Integer numKeep;

	/**
	 * Locally typical sampling threshold.
	 */
	private @Nullable Double typicalP;

	/**
	 * Number of recent tokens to check for repetition.
	 */
	private @Nullable Integer repeatLastN;

	/**
	 * Penalty for repetition. A value of 1 disables it.
	 */
	private @Nullable Double repeatPenalty;

	/**
	 * Penalty for tokens that have already occurred.
	 */
	private @Nullable Double presencePenalty;

	/**
	 * Penalty for each previous occurrence of a token.
	 */
	private @Nullable Double frequencyPenalty;

	/**
	 * Number of prompt tokens to process in one batch.
	 */
	private @Nullable Integer numBatch;

	/**
	 * Number of layers to load onto GPUs.
	 */
	private @Nullable Integer numGpu;

	/**
	 * Index of the GPU that holds the small tensors.
	 */
	private @Nullable Integer mainGpu;

	/**
	 * Whether to map the model file into memory.
	 */
	private @Nullable Boolean useMmap;

	/**
	 * Number of threads to use for computation.
	 */
	private @Nullable Integer numThread;

	/**
	 * Additional options by their name in the API. Text that is a number or a boolean is
	 * sent as one.
	 */
	private Map<String, String> extra = new LinkedHashMap<>();

	public @Nullable Long getSeed() {
		return this.seed;
	}

	public void setSeed(@Nullable Long seed) {
		this.seed = seed;
	}

	public @Nullable Double getTemperature() {
		return this.temperature;
	}

	public void setTemperature(@Nullable Double temperature) {
		this.temperature = temperature;
	}

	public @Nullable Integer getTopK() {
		return this.topK;
	}

	public void setTopK(@Nullable Integer topK) {
		this.topK = topK;
	}

	public @Nullable Double getTopP() {
		return this.topP;
	}

	public void setTopP(@Nullable Double topP) {
		this.topP = topP;
	}

	public @Nullable Double getMinP() {
		return this.minP;
	}

	public void setMinP(@Nullable Double minP) {
		this.minP = minP;
	}

	public @Nullable List<String> getStop() {
		return this.stop;
	}

	public void setStop(@Nullable List<String> stop) {
		if (stop != null && stop.stream().anyMatch(String::isEmpty)) {
			throw new InvalidConfigurationPropertyValueException("ollama.generate.options.stop", stop,
					"A stop text must not be empty. Use a list for white space and commas, "
							+ "for example stop[0]=\"\\n\".");
		}
		this.stop = stop;
	}

	public @Nullable Integer getNumCtx() {
		return this.numCtx;
	}

	public void setNumCtx(@Nullable Integer numCtx) {
		PropertyValue.atLeast(0, "ollama.generate.options.num-ctx", numCtx);
		this.numCtx = numCtx;
	}

	public @Nullable Integer getNumPredict() {
		return this.numPredict;
	}

	public void setNumPredict(@Nullable Integer numPredict) {
		this.numPredict = numPredict;
	}

	public @Nullable Integer getNumKeep() {
		return this.numKeep;
	}

	public void setNumKeep(@Nullable Integer numKeep) {
		this.numKeep = numKeep;
	}

	public @Nullable Double getTypicalP() {
		return this.typicalP;
	}

	public void setTypicalP(@Nullable Double typicalP) {
		this.typicalP = typicalP;
	}

	public @Nullable Integer getRepeatLastN() {
		return this.repeatLastN;
	}

	public void setRepeatLastN(@Nullable Integer repeatLastN) {
		this.repeatLastN = repeatLastN;
	}

	public @Nullable Double getRepeatPenalty() {
		return this.repeatPenalty;
	}

	public void setRepeatPenalty(@Nullable Double repeatPenalty) {
		this.repeatPenalty = repeatPenalty;
	}

	public @Nullable Double getPresencePenalty() {
		return this.presencePenalty;
	}

	public void setPresencePenalty(@Nullable Double presencePenalty) {
		this.presencePenalty = presencePenalty;
	}

	public @Nullable Double getFrequencyPenalty() {
		return this.frequencyPenalty;
	}

	public void setFrequencyPenalty(@Nullable Double frequencyPenalty) {
		this.frequencyPenalty = frequencyPenalty;
	}

	public @Nullable Integer getNumBatch() {
		return this.numBatch;
	}

	public void setNumBatch(@Nullable Integer numBatch) {
		this.numBatch = numBatch;
	}

	public @Nullable Integer getNumGpu() {
		return this.numGpu;
	}

	public void setNumGpu(@Nullable Integer numGpu) {
		this.numGpu = numGpu;
	}

	public @Nullable Integer getMainGpu() {
		return this.mainGpu;
	}

	public void setMainGpu(@Nullable Integer mainGpu) {
		this.mainGpu = mainGpu;
	}

	public @Nullable Boolean getUseMmap() {
		return this.useMmap;
	}

	public void setUseMmap(@Nullable Boolean useMmap) {
		this.useMmap = useMmap;
	}

	public @Nullable Integer getNumThread() {
		return this.numThread;
	}

	public void setNumThread(@Nullable Integer numThread) {
		this.numThread = numThread;
	}

	public Map<String, String> getExtra() {
		return this.extra;
	}

	public void setExtra(Map<String, String> extra) {
		this.extra = extra;
	}

	void applyTo(ModelOptions.Builder options) {
		set(options, "seed", this.seed);
		set(options, "temperature", this.temperature);
		set(options, "top_k", this.topK);
		set(options, "top_p", this.topP);
		set(options, "min_p", this.minP);
		set(options, "stop", CollectionUtils.isEmpty(this.stop) ? null : this.stop);
		set(options, "num_ctx", this.numCtx);
		set(options, "num_predict", this.numPredict);
		set(options, "num_keep", this.numKeep);
		set(options, "typical_p", this.typicalP);
		set(options, "repeat_last_n", this.repeatLastN);
		set(options, "repeat_penalty", this.repeatPenalty);
		set(options, "presence_penalty", this.presencePenalty);
		set(options, "frequency_penalty", this.frequencyPenalty);
		set(options, "num_batch", this.numBatch);
		set(options, "num_gpu", this.numGpu);
		set(options, "main_gpu", this.mainGpu);
		set(options, "use_mmap", this.useMmap);
		set(options, "num_thread", this.numThread);
		// sorted: the environment has no order, and the same request should be the
		// same text
		for (Map.Entry<String, String> option : new TreeMap<>(this.extra).entrySet()) {
			options.set(ExtraOption.name(option.getKey(), option.getValue()), ExtraOption.parse(option.getValue()));
		}
	}

	private static void set(ModelOptions.Builder options, String name, @Nullable Object value) {
		if (value != null) {
			options.set(name, value);
		}
	}

}
