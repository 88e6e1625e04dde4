package io.github.ollamagenerate.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateTimeouts;
import io.github.ollamagenerate.KeepAlive;
import io.github.ollamagenerate.ModelOptions;
import io.github.ollamagenerate.Think;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.CollectionUtils;

/**
 * Properties of generation: defaults for what a request leaves open.
 *
 * @param model Model to ask.
 * @param system System text, in place of that of the model.
 * @param template Prompt template, in place of that of the model.
 * @param think Whether and how hard models think: true, false, or a level such as low,
 * medium or high.
 * @param keepAlive How long a model stays loaded after a request: seconds, a duration
 * such as 10m, 0 to unload, or -1 for ever.
 * @param raw Whether prompts go to the model without a template.
 * @param onOverflow What happens when a prompt or an answer exceeds the context.
 * @param aggregate Whether single answers are streamed on the wire and put together by
 * the client.
 * @param pull When the server pulls the model, after the application has started.
 * @param warmUp Whether the model is loaded after the application has started.
 * @param timeout How long a request waits for what.
 * @param retry Retry of requests that were refused before the answer began.
 * @param options Runtime options of the model.
 */
@ConfigurationProperties("ollama.generate")
record OllamaGenerateProperties(@Nullable String model, @Nullable String system, @Nullable String template,
		@Nullable Think think, @Nullable KeepAlive keepAlive, @Nullable Boolean raw, @Nullable OnOverflow onOverflow,
		@DefaultValue("true") boolean aggregate, @DefaultValue("never") Pull pull,
		@DefaultValue("false") boolean warmUp, @DefaultValue Timeout timeout, @DefaultValue Retry retry,
		@DefaultValue Options options) {

	/**
	 * Set the defaults on a builder.
	 */
	void applyTo(GenerateRequest.Builder request) {
		request.model(this.model)
			.system(this.system)
			.template(this.template)
			.think(this.think)
			.keepAlive(this.keepAlive)
			.raw(this.raw)
			.timeouts(this.timeout::applyTo)
			.options(this.options::applyTo);
		if (this.onOverflow == OnOverflow.FAIL) {
			request.truncate(false).shift(false);
		}
	}

	/**
	 * Name the properties without their values: the texts are content.
	 */
	@Override
	public String toString() {
		return "OllamaGenerateProperties[model=" + this.model + "]";
	}

	/**
	 * What happens when a prompt or an answer exceeds the context.
	 */
	enum OnOverflow {

		/**
		 * The request fails, in place of losing a part of the prompt without a word.
		 */
		FAIL

	}

	/**
	 * When the server pulls the model, after the application has started.
	 */
	enum Pull {

		/**
		 * Never.
		 */
		NEVER,

		/**
		 * When the server does not have it.
		 */
		WHEN_MISSING,

		/**
		 * At each start, so that a tag that has moved is followed.
		 */
		ALWAYS

	}

	/**
	 * How long a request waits for what. Zero means no limit.
	 *
	 * @param firstChunk Most time from the request to the first chunk of the answer. The
	 * server loads the model and reads the prompt meanwhile.
	 * @param idle Most time without a byte of an answer that has begun.
	 * @param total Most time for all of it, retries included. No limit unless set.
	 */
	record Timeout(@DefaultValue("5m") Duration firstChunk, @DefaultValue("2m") Duration idle,
			@Nullable Duration total) {

		Timeout {
			PropertyValue.notNegative("ollama.generate.timeout.first-chunk", firstChunk);
			PropertyValue.notNegative("ollama.generate.timeout.idle", idle);
			PropertyValue.notNegative("ollama.generate.timeout.total", total);
		}

		void applyTo(GenerateTimeouts.Builder timeouts) {
			timeouts.firstChunk(this.firstChunk).idle(this.idle).total(this.total);
		}

	}

	/**
	 * Retry of requests that were refused before the answer began: no connection, status
	 * 502 or 503, or 429 with Retry-After.
	 *
	 * @param maxAttempts Most attempts, the first included. 1 means no retry.
	 * @param delay How long to wait before the second attempt, roughly. It doubles with
	 * each further one.
	 * @param maxDelay Longest wait. A request that the server puts off for longer fails
	 * at once.
	 */
	record Retry(@DefaultValue("3") int maxAttempts, @DefaultValue("500ms") Duration delay,
			@DefaultValue("30s") Duration maxDelay) {

		Retry {
			PropertyValue.atLeast(1, "ollama.generate.retry.max-attempts", maxAttempts);
			PropertyValue.notNegative("ollama.generate.retry.delay", delay);
			PropertyValue.notNegative("ollama.generate.retry.max-delay", maxDelay);
		}

	}

	/**
	 * Runtime options of the model.
	 *
	 * @param seed Random seed: the same seed and request give the same answer.
	 * @param temperature How random answers are. 0 always takes the likeliest token.
	 * @param topK How many of the likeliest tokens to choose the next one from.
	 * @param topP Probability that the likeliest tokens to choose from reach together.
	 * @param minP Least probability of a token, relative to the likeliest one.
	 * @param stop Texts that end the answer. One text is split at commas, and white space
	 * around the parts is dropped; the elements of a list are taken as they are.
	 * @param numCtx Size of the context window in tokens.
	 * @param numPredict Most tokens to generate. Zero and negative mean no limit.
	 * @param numKeep How many tokens of the prompt stay when the context is shifted.
	 * @param typicalP Locally typical sampling threshold.
	 * @param repeatLastN How many tokens to look back for repetition.
	 * @param repeatPenalty How strongly repetition is penalised. 1 means not.
	 * @param presencePenalty How strongly a token is penalised for having occurred.
	 * @param frequencyPenalty How strongly a token is penalised for each occurrence.
	 * @param numBatch How many tokens of the prompt are processed at a time.
	 * @param numGpu How many layers go to the GPU.
	 * @param mainGpu Index of the GPU that holds small tensors.
	 * @param useMmap Whether the model file is mapped into memory.
	 * @param numThread How many threads compute.
	 * @param extra Further options by their name on the wire. Numbers and booleans may be
	 * written as text.
	 */
	record Options(@Nullable Long seed, @Nullable Double temperature, @Nullable Integer topK, @Nullable Double topP,
			@Nullable Double minP, @Nullable List<String> stop, @Nullable Integer numCtx, @Nullable Integer numPredict,
			@Nullable Integer numKeep, @Nullable Double typicalP, @Nullable Integer repeatLastN,
			@Nullable Double repeatPenalty, @Nullable Double presencePenalty, @Nullable Double frequencyPenalty,
			@Nullable Integer numBatch, @Nullable Integer numGpu, @Nullable Integer mainGpu, @Nullable Boolean useMmap,
			@Nullable Integer numThread, @DefaultValue Map<String, String> extra) {

		Options {
			PropertyValue.atLeast(0, "ollama.generate.options.num-ctx", numCtx);
			if (stop != null && stop.stream().anyMatch(String::isEmpty)) {
				throw new InvalidConfigurationPropertyValueException("ollama.generate.options.stop", stop,
						"An empty text cannot end an answer. White space and commas need the form of a list, "
								+ "for example stop[0]=\"\\n\".");
			}
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
			new TreeMap<>(this.extra)
				.forEach((key, value) -> options.set(ExtraOption.name(key, value), ExtraOption.parse(value)));
		}

		private static void set(ModelOptions.Builder options, String name, @Nullable Object value) {
			if (value != null) {
				options.set(name, value);
			}
		}

	}

}
