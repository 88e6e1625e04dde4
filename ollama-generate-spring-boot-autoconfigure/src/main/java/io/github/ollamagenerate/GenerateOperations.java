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

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.Resource;

/**
 * Operations for text generation with Ollama, which block, or return a {@link Mono} or a
 * {@link Flux}.
 *
 * <pre class="code">
 * String text = ollama.prompt("Why is the sky blue?").call().content();
 * Mono&lt;String&gt; later = ollama.prompt("Why is the sky blue?").mono().content();
 * Flux&lt;String&gt; tokens = ollama.prompt("Why is the sky blue?").stream().content();
 * </pre>
 * <p>
 * A request is sent when you call a method of {@link CallSpec}, or subscribe to a
 * publisher. Each subscription sends one request. Cancelling a subscription closes its
 * connection. Results are never {@code null}. Failures are of type
 * {@link GenerateException}.
 * <p>
 * To decorate operations, extend
 * {@link io.github.ollamagenerate.client.AbstractGenerateOperations}. For unit tests
 * without a server, use {@link io.github.ollamagenerate.client.StubGenerateOperations}.
 */
public interface GenerateOperations {

	/**
	 * Start a request.
	 * @param prompt the prompt
	 * @return the request to complete and send
	 */
	PromptSpec prompt(String prompt);

	/**
	 * Send a request and return the complete answer.
	 * @param request the request
	 * @return the complete answer; fails with {@link GenerateException}
	 */
	Mono<GenerateResponse> generate(GenerateRequest request);

	/**
	 * Send a request and return each chunk of the answer as it arrives. The last chunk is
	 * {@linkplain GenerateResponse#done() done} and contains the metrics.
	 * @param request the request
	 * @return the chunks; fails with {@link GenerateException}, after the chunks that
	 * arrived before
	 */
	Flux<GenerateResponse> stream(GenerateRequest request);

	/**
	 * Load a model and block until it is ready. The reactive variant is
	 * {@link #generate(GenerateRequest) generate} with {@link GenerateRequest#load}.
	 * @param model the model
	 * @return the server's confirmation
	 * @throws GenerateException if the model could not be loaded
	 * @throws IllegalStateException on a thread that must not block
	 */
	GenerateResponse load(String model);

	/**
	 * Load a model and block until it is ready. The reactive variant is
	 * {@link #generate(GenerateRequest) generate} with {@link GenerateRequest#load}.
	 * @param model the model
	 * @param keepAlive the time to keep the model loaded while it is not used
	 * @return the server's confirmation
	 * @throws GenerateException if the model could not be loaded
	 * @throws IllegalStateException on a thread that must not block
	 */
	GenerateResponse load(String model, KeepAlive keepAlive);

	/**
	 * Unload a model and block until the server confirms. The reactive variant is
	 * {@link #generate(GenerateRequest) generate} with {@link GenerateRequest#unload}.
	 * @param model the model
	 * @return the server's confirmation
	 * @throws GenerateException if the server did not confirm
	 * @throws IllegalStateException on a thread that must not block
	 */
	GenerateResponse unload(String model);

	/**
	 * Builder of a request. It is not thread-safe and must not be reused.
	 */
	interface PromptSpec {

		/**
		 * Customize the builder of the request. The other methods that set a field are
		 * shortcuts for this one.
		 * @param request a callback that sets fields on the builder
		 * @return this request
		 */
		PromptSpec request(Consumer<GenerateRequest.Builder> request);

		/**
		 * Set the model.
		 * @param model the model, such as {@code qwen3:1.7b}; {@code null} applies the
		 * default
		 * @return this request
		 */
		default PromptSpec model(@Nullable String model) {
			return request((request) -> request.model(model));
		}

		/**
		 * Set the text after the answer, for models that support insertion.
		 * @param suffix the text after the answer; {@code null} applies the default
		 * @return this request
		 */
		default PromptSpec suffix(@Nullable String suffix) {
			return request((request) -> request.suffix(suffix));
		}

		/**
		 * Set the format of the answer.
		 * @param format the format; {@code null} applies the default
		 * @return this request
		 */
		default PromptSpec format(@Nullable ResponseFormat format) {
			return request((request) -> request.format(format));
		}

		/**
		 * Set the system text, which replaces the one of the model.
		 * @param system the system text; {@code null} applies the default
		 * @return this request
		 */
		default PromptSpec system(@Nullable String system) {
			return request((request) -> request.system(system));
		}

		/**
		 * Set the prompt template, which replaces the one of the model.
		 * @param template the template; {@code null} applies the default
		 * @return this request
		 */
		default PromptSpec template(@Nullable String template) {
			return request((request) -> request.template(template));
		}

		/**
		 * Set whether the model thinks before it answers, or how much. If not set, a
		 * model that supports thinking thinks.
		 * @param think the value; {@code null} applies the default
		 * @return this request
		 */
		default PromptSpec think(@Nullable Think think) {
			return request((request) -> request.think(think));
		}

		/**
		 * Set whether to pass the prompt to the model without applying a template. Cannot
		 * be combined with a system text, a template, or a context.
		 * @param raw whether to pass it on unchanged
		 * @return this request
		 */
		default PromptSpec raw(boolean raw) {
			return request((request) -> request.raw(raw));
		}

		/**
		 * Set the time to keep the model loaded after the request.
		 * @param keepAlive the keep-alive; {@code null} applies the default
		 * @return this request
		 */
		default PromptSpec keepAlive(@Nullable KeepAlive keepAlive) {
			return request((request) -> request.keepAlive(keepAlive));
		}

		/**
		 * Set whether the server silently truncates a prompt that exceeds the context, or
		 * rejects it.
		 * @param truncate whether to truncate the prompt
		 * @return this request
		 */
		default PromptSpec truncate(boolean truncate) {
			return request((request) -> request.truncate(truncate));
		}

		/**
		 * Set whether to drop the oldest tokens when the context is full, or end the
		 * answer.
		 * @param shift whether to drop tokens
		 * @return this request
		 */
		default PromptSpec shift(boolean shift) {
			return request((request) -> request.shift(shift));
		}

		/**
		 * Set whether to return log probabilities.
		 * @param logprobs whether to return them
		 * @return this request
		 */
		default PromptSpec logprobs(boolean logprobs) {
			return request((request) -> request.logprobs(logprobs));
		}

		/**
		 * Set the number of most likely tokens to return at each position.
		 * @param topLogprobs the number, 0 to 20
		 * @return this request
		 */
		default PromptSpec topLogprobs(int topLogprobs) {
			return request((request) -> request.topLogprobs(topLogprobs));
		}

		/**
		 * Add an image, for models that support vision.
		 * @param image the bytes of an image file
		 * @return this request
		 * @throws IllegalArgumentException if the image is empty
		 */
		default PromptSpec image(byte[] image) {
			return request((request) -> request.image(image));
		}

		/**
		 * Add an image, for models that support vision. The image is read immediately.
		 * @param image the image file
		 * @return this request
		 * @throws IllegalArgumentException if the image is empty
		 * @throws java.io.UncheckedIOException if the image cannot be read
		 */
		default PromptSpec image(Resource image) {
			return request((request) -> request.image(image));
		}

		/**
		 * Add an image, for models that support vision. The image is read immediately.
		 * @param image the image file
		 * @return this request
		 * @throws IllegalArgumentException if the image is empty
		 * @throws java.io.UncheckedIOException if the image cannot be read
		 */
		default PromptSpec image(Path image) {
			return request((request) -> request.image(image));
		}

		/**
		 * Add an image, for models that support vision.
		 * @param base64 the image as base64 text; the prefix of a {@code data:} URL is
		 * removed
		 * @return this request
		 * @throws IllegalArgumentException if the text is not valid base64
		 */
		default PromptSpec image(String base64) {
			return request((request) -> request.image(base64));
		}

		/**
		 * Set runtime options, in addition to those set before.
		 * @param options a callback that sets options on the builder
		 * @return this request
		 */
		default PromptSpec options(Consumer<ModelOptions.Builder> options) {
			return request((request) -> request.options(options));
		}

		/**
		 * Set the context of an earlier answer (deprecated by the server). The server
		 * returns a context only if the request contains one. Start with an empty list.
		 * @param context the tokens; {@code null} applies the default
		 * @return this request
		 */
		default PromptSpec context(@Nullable List<Integer> context) {
			return request((request) -> request.context(context));
		}

		/**
		 * Set timeouts, in addition to those set before.
		 * @param timeouts a callback that sets timeouts on the builder
		 * @return this request
		 */
		default PromptSpec timeouts(Consumer<GenerateTimeouts.Builder> timeouts) {
			return request((request) -> request.timeouts(timeouts));
		}

		/**
		 * Block for the complete answer.
		 * @return the form of the result
		 */
		CallSpec call();

		/**
		 * Return the complete answer as a {@link Mono}.
		 * @return the form of the result
		 */
		MonoSpec mono();

		/**
		 * Return the answer as a {@link Flux} while it arrives.
		 * @return the form of the result
		 */
		StreamSpec stream();

	}

	/**
	 * Results of a blocking call. Each method sends the request.
	 */
	interface CallSpec {

		/**
		 * Return the text of the answer.
		 * @return the text, empty if the model generated none
		 * @throws GenerateException if there is no complete answer
		 * @throws IllegalStateException on a thread that must not block
		 */
		String content();

		/**
		 * Return the complete answer.
		 * @return the answer with its thinking text and metrics
		 * @throws GenerateException if there is no complete answer
		 * @throws IllegalStateException on a thread that must not block
		 */
		GenerateResponse response();

		/**
		 * Return the answer as a value of a type. The format of the request is the JSON
		 * schema of the type, unless you set a format.
		 * @param <T> the type
		 * @param type a record, a class with properties, an enum, a simple value, or an
		 * array
		 * @return the value
		 * @throws InvalidRequestException if no schema can be derived from the type
		 * @throws StructuredOutputException if the answer does not match the type
		 * @throws GenerateException if there is no complete answer
		 * @throws IllegalStateException on a thread that must not block
		 */
		<T> T entity(Class<T> type);

		/**
		 * Return the answer as a value of a type. The format of the request is the JSON
		 * schema of the type, unless you set a format.
		 * @param <T> the type
		 * @param type the type, such as a list of records
		 * @return the value
		 * @throws InvalidRequestException if no schema can be derived from the type
		 * @throws StructuredOutputException if the answer does not match the type
		 * @throws GenerateException if there is no complete answer
		 * @throws IllegalStateException on a thread that must not block
		 */
		<T> T entity(ParameterizedTypeReference<T> type);

		/**
		 * Return the answer as a value of a type, together with the answer and its
		 * metrics. The format of the request is the JSON schema of the type, unless you
		 * set a format.
		 * @param <T> the type
		 * @param type a record, a class with properties, an enum, a simple value, or an
		 * array
		 * @return the value and the answer
		 * @throws InvalidRequestException if no schema can be derived from the type
		 * @throws StructuredOutputException if the answer does not match the type
		 * @throws GenerateException if there is no complete answer
		 * @throws IllegalStateException on a thread that must not block
		 */
		<T> GeneratedEntity<T> responseEntity(Class<T> type);

		/**
		 * Return the answer as a value of a type, together with the answer and its
		 * metrics. The format of the request is the JSON schema of the type, unless you
		 * set a format.
		 * @param <T> the type
		 * @param type the type, such as a list of records
		 * @return the value and the answer
		 * @throws InvalidRequestException if no schema can be derived from the type
		 * @throws StructuredOutputException if the answer does not match the type
		 * @throws GenerateException if there is no complete answer
		 * @throws IllegalStateException on a thread that must not block
		 */
		<T> GeneratedEntity<T> responseEntity(ParameterizedTypeReference<T> type);

	}

	/**
	 * Results as a {@link Mono}. Each subscription sends the request.
	 */
	interface MonoSpec {

		/**
		 * Return the text of the answer.
		 * @return the text, empty if the model generated none; fails with
		 * {@link GenerateException}
		 */
		Mono<String> content();

		/**
		 * Return the complete answer.
		 * @return the answer with its thinking text and metrics; fails with
		 * {@link GenerateException}
		 */
		Mono<GenerateResponse> response();

		/**
		 * Return the answer as a value of a type. The format of the request is the JSON
		 * schema of the type, unless you set a format.
		 * @param <T> the type
		 * @param type a record, a class with properties, an enum, a simple value, or an
		 * array
		 * @return the value; fails with {@link InvalidRequestException} if no schema can
		 * be derived from the type, with {@link StructuredOutputException} if the answer
		 * does not match it, or with another {@link GenerateException}
		 */
		<T> Mono<T> entity(Class<T> type);

		/**
		 * Return the answer as a value of a type. The format of the request is the JSON
		 * schema of the type, unless you set a format.
		 * @param <T> the type
		 * @param type the type, such as a list of records
		 * @return the value; fails with {@link InvalidRequestException} if no schema can
		 * be derived from the type, with {@link StructuredOutputException} if the answer
		 * does not match it, or with another {@link GenerateException}
		 */
		<T> Mono<T> entity(ParameterizedTypeReference<T> type);

		/**
		 * Return the answer as a value of a type, together with the answer and its
		 * metrics. The format of the request is the JSON schema of the type, unless you
		 * set a format.
		 * @param <T> the type
		 * @param type a record, a class with properties, an enum, a simple value, or an
		 * array
		 * @return the value and the answer; fails with {@link InvalidRequestException} if
		 * no schema can be derived from the type, with {@link StructuredOutputException}
		 * if the answer does not match it, or with another {@link GenerateException}
		 */
		<T> Mono<GeneratedEntity<T>> responseEntity(Class<T> type);

		/**
		 * Return the answer as a value of a type, together with the answer and its
		 * metrics. The format of the request is the JSON schema of the type, unless you
		 * set a format.
		 * @param <T> the type
		 * @param type the type, such as a list of records
		 * @return the value and the answer; fails with {@link InvalidRequestException} if
		 * no schema can be derived from the type, with {@link StructuredOutputException}
		 * if the answer does not match it, or with another {@link GenerateException}
		 */
		<T> Mono<GeneratedEntity<T>> responseEntity(ParameterizedTypeReference<T> type);

	}

	/**
	 * Results as a {@link Flux}. Each subscription sends the request.
	 */
	interface StreamSpec {

		/**
		 * Return the text of the answer as it arrives. Thinking text and empty chunks are
		 * skipped.
		 * @return the text of each chunk; fails with {@link GenerateException}, after the
		 * text that arrived before
		 */
		Flux<String> content();

		/**
		 * Return the chunks of the answer as they arrive. The last chunk is
		 * {@linkplain GenerateResponse#done() done} and contains the metrics.
		 * @return the chunks; fails with {@link GenerateException}, after the chunks that
		 * arrived before
		 */
		Flux<GenerateResponse> responses();

		/**
		 * Return the elements of an answer that is a JSON array, each as soon as it is
		 * complete. The format of the request is the JSON schema of the array, unless you
		 * set a format.
		 * @param <T> the type of the elements
		 * @param elementType the type of the elements
		 * @return the elements, empty for an empty array; fails with
		 * {@link InvalidRequestException} if no schema can be derived from the type, with
		 * {@link StructuredOutputException} if the answer does not match it, or with
		 * another {@link GenerateException}, after the elements that arrived before
		 */
		<T> Flux<T> entities(Class<T> elementType);

	}

}
