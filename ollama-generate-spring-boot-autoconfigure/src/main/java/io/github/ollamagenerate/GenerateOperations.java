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
 * Text generation with Ollama: blocking, as a {@link Mono}, or as a {@link Flux}.
 *
 * <pre class="code">
 * String text = ollama.prompt("Why is the sky blue?").call().content();
 * Mono&lt;String&gt; later = ollama.prompt("Why is the sky blue?").mono().content();
 * Flux&lt;String&gt; tokens = ollama.prompt("Why is the sky blue?").stream().content();
 * </pre>
 * <p>
 * Nothing is sent before {@code call()} is answered by a terminal method or a publisher
 * is subscribed to; each subscription is one request, and cancelling closes its
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
	 * @param prompt the text to generate from
	 * @return the request to complete and send
	 */
	PromptSpec prompt(String prompt);

	/**
	 * Send a request and wait for the whole answer.
	 * @param request the request
	 * @return the whole answer; fails with {@link GenerateException}
	 */
	Mono<GenerateResponse> generate(GenerateRequest request);

	/**
	 * Send a request and pass on each chunk of the answer as it arrives; the last one is
	 * {@linkplain GenerateResponse#done() done} and carries the metrics.
	 * @param request the request
	 * @return the chunks; fails with {@link GenerateException}, after the chunks that had
	 * arrived
	 */
	Flux<GenerateResponse> stream(GenerateRequest request);

	/**
	 * Load a model and block until it is ready. The reactive twin is
	 * {@link #generate(GenerateRequest) generate} with {@link GenerateRequest#load}.
	 * @param model the model
	 * @return the server's confirmation
	 * @throws GenerateException if the model could not be loaded
	 * @throws IllegalStateException on a thread that must not block
	 */
	GenerateResponse load(String model);

	/**
	 * Load a model and block until it is ready. The reactive twin is
	 * {@link #generate(GenerateRequest) generate} with {@link GenerateRequest#load}.
	 * @param model the model
	 * @param keepAlive how long it stays loaded when it is not used
	 * @return the server's confirmation
	 * @throws GenerateException if the model could not be loaded
	 * @throws IllegalStateException on a thread that must not block
	 */
	GenerateResponse load(String model, KeepAlive keepAlive);

	/**
	 * Unload a model and block until the server confirms. The reactive twin is
	 * {@link #generate(GenerateRequest) generate} with {@link GenerateRequest#unload}.
	 * @param model the model
	 * @return the server's confirmation
	 * @throws GenerateException if the server did not confirm
	 * @throws IllegalStateException on a thread that must not block
	 */
	GenerateResponse unload(String model);

	/**
	 * A request that is being put together. Not thread-safe; not for reuse.
	 */
	interface PromptSpec {

		/**
		 * Change the request by its builder. The other methods that set a field are short
		 * for this one.
		 * @param request sets fields on the builder it is given
		 * @return this request
		 */
		PromptSpec request(Consumer<GenerateRequest.Builder> request);

		/**
		 * Set the model.
		 * @param model the model, such as {@code qwen3:1.7b}; {@code null} leaves it to
		 * the defaults
		 * @return this request
		 */
		default PromptSpec model(@Nullable String model) {
			return request((request) -> request.model(model));
		}

		/**
		 * Set the text that comes after the answer, for models that can insert.
		 * @param suffix the text after the answer; {@code null} leaves it to the defaults
		 * @return this request
		 */
		default PromptSpec suffix(@Nullable String suffix) {
			return request((request) -> request.suffix(suffix));
		}

		/**
		 * Force a shape on the answer.
		 * @param format the shape; {@code null} leaves it to the defaults
		 * @return this request
		 */
		default PromptSpec format(@Nullable ResponseFormat format) {
			return request((request) -> request.format(format));
		}

		/**
		 * Set the system text, in place of that of the model.
		 * @param system the system text; {@code null} leaves it to the defaults
		 * @return this request
		 */
		default PromptSpec system(@Nullable String system) {
			return request((request) -> request.system(system));
		}

		/**
		 * Set the prompt template, in place of that of the model.
		 * @param template the template; {@code null} leaves it to the defaults
		 * @return this request
		 */
		default PromptSpec template(@Nullable String template) {
			return request((request) -> request.template(template));
		}

		/**
		 * Set whether and how hard the model thinks. Where it is not set, a model that
		 * can think does.
		 * @param think the value; {@code null} leaves it to the defaults
		 * @return this request
		 */
		default PromptSpec think(@Nullable Think think) {
			return request((request) -> request.think(think));
		}

		/**
		 * Set whether the prompt goes to the model without a template. Excludes system,
		 * template and context.
		 * @param raw whether it does
		 * @return this request
		 */
		default PromptSpec raw(boolean raw) {
			return request((request) -> request.raw(raw));
		}

		/**
		 * Set how long the model stays loaded afterwards.
		 * @param keepAlive the keep-alive; {@code null} leaves it to the defaults
		 * @return this request
		 */
		default PromptSpec keepAlive(@Nullable KeepAlive keepAlive) {
			return request((request) -> request.keepAlive(keepAlive));
		}

		/**
		 * Set whether a prompt that exceeds the context is cut without a word or refused.
		 * @param truncate whether it is cut
		 * @return this request
		 */
		default PromptSpec truncate(boolean truncate) {
			return request((request) -> request.truncate(truncate));
		}

		/**
		 * Set whether the oldest tokens give way when the context is full or the answer
		 * ends there.
		 * @param shift whether they give way
		 * @return this request
		 */
		default PromptSpec shift(boolean shift) {
			return request((request) -> request.shift(shift));
		}

		/**
		 * Set whether log probabilities are asked for.
		 * @param logprobs whether they are
		 * @return this request
		 */
		default PromptSpec logprobs(boolean logprobs) {
			return request((request) -> request.logprobs(logprobs));
		}

		/**
		 * Set how many likely tokens are asked for at each position.
		 * @param topLogprobs the number, 0 to 20
		 * @return this request
		 */
		default PromptSpec topLogprobs(int topLogprobs) {
			return request((request) -> request.topLogprobs(topLogprobs));
		}

		/**
		 * Add an image, for models with vision.
		 * @param image the bytes of an image file
		 * @return this request
		 * @throws IllegalArgumentException if it is empty
		 */
		default PromptSpec image(byte[] image) {
			return request((request) -> request.image(image));
		}

		/**
		 * Add an image, for models with vision; it is read at once.
		 * @param image the image file
		 * @return this request
		 * @throws IllegalArgumentException if it is empty
		 * @throws java.io.UncheckedIOException if it cannot be read
		 */
		default PromptSpec image(Resource image) {
			return request((request) -> request.image(image));
		}

		/**
		 * Add an image, for models with vision; it is read at once.
		 * @param image the image file
		 * @return this request
		 * @throws IllegalArgumentException if it is empty
		 * @throws java.io.UncheckedIOException if it cannot be read
		 */
		default PromptSpec image(Path image) {
			return request((request) -> request.image(image));
		}

		/**
		 * Add an image, for models with vision.
		 * @param base64 the image as base64 text; the prefix of a {@code data:} URL is
		 * removed
		 * @return this request
		 * @throws IllegalArgumentException if it is no base64 text
		 */
		default PromptSpec image(String base64) {
			return request((request) -> request.image(base64));
		}

		/**
		 * Set runtime options, on top of those set before.
		 * @param options sets options on the builder it is given
		 * @return this request
		 */
		default PromptSpec options(Consumer<ModelOptions.Builder> options) {
			return request((request) -> request.options(options));
		}

		/**
		 * Set the context of an earlier answer (deprecated by the server). The answer
		 * carries its context only if the request did; an empty list starts.
		 * @param context the tokens; {@code null} leaves it to the defaults
		 * @return this request
		 */
		default PromptSpec context(@Nullable List<Integer> context) {
			return request((request) -> request.context(context));
		}

		/**
		 * Set how long this client waits for what, on top of the timeouts set before.
		 * @param timeouts sets timeouts on the builder it is given
		 * @return this request
		 */
		default PromptSpec timeouts(Consumer<GenerateTimeouts.Builder> timeouts) {
			return request((request) -> request.timeouts(timeouts));
		}

		/**
		 * Choose to block for the whole answer.
		 * @return what to return of it
		 */
		CallSpec call();

		/**
		 * Choose a {@link Mono} of the whole answer.
		 * @return what to return of it
		 */
		MonoSpec mono();

		/**
		 * Choose a {@link Flux} of the answer as it arrives.
		 * @return what to return of it
		 */
		StreamSpec stream();

	}

	/**
	 * What a blocking call returns. Each method sends the request.
	 */
	interface CallSpec {

		/**
		 * Return the text of the answer.
		 * @return the text, empty if the model gave none
		 * @throws GenerateException if there is no complete answer
		 * @throws IllegalStateException on a thread that must not block
		 */
		String content();

		/**
		 * Return the whole answer.
		 * @return the answer with its thinking text and metrics
		 * @throws GenerateException if there is no complete answer
		 * @throws IllegalStateException on a thread that must not block
		 */
		GenerateResponse response();

		/**
		 * Return the answer as a value of a type. The JSON schema of the type is sent as
		 * the format unless the request has one.
		 * @param <T> the type
		 * @param type a record, a class with properties, an enum, a simple value, or an
		 * array
		 * @return the value
		 * @throws InvalidRequestException if no schema can be derived from the type
		 * @throws StructuredOutputException if the answer is not of the type
		 * @throws GenerateException if there is no complete answer
		 * @throws IllegalStateException on a thread that must not block
		 */
		<T> T entity(Class<T> type);

		/**
		 * Return the answer as a value of a type. The JSON schema of the type is sent as
		 * the format unless the request has one.
		 * @param <T> the type
		 * @param type the type, such as a list of records
		 * @return the value
		 * @throws InvalidRequestException if no schema can be derived from the type
		 * @throws StructuredOutputException if the answer is not of the type
		 * @throws GenerateException if there is no complete answer
		 * @throws IllegalStateException on a thread that must not block
		 */
		<T> T entity(ParameterizedTypeReference<T> type);

		/**
		 * Return the answer as a value of a type, together with the answer and its
		 * metrics. The JSON schema of the type is sent as the format unless the request
		 * has one.
		 * @param <T> the type
		 * @param type a record, a class with properties, an enum, a simple value, or an
		 * array
		 * @return the value and the answer
		 * @throws InvalidRequestException if no schema can be derived from the type
		 * @throws StructuredOutputException if the answer is not of the type
		 * @throws GenerateException if there is no complete answer
		 * @throws IllegalStateException on a thread that must not block
		 */
		<T> GeneratedEntity<T> responseEntity(Class<T> type);

		/**
		 * Return the answer as a value of a type, together with the answer and its
		 * metrics. The JSON schema of the type is sent as the format unless the request
		 * has one.
		 * @param <T> the type
		 * @param type the type, such as a list of records
		 * @return the value and the answer
		 * @throws InvalidRequestException if no schema can be derived from the type
		 * @throws StructuredOutputException if the answer is not of the type
		 * @throws GenerateException if there is no complete answer
		 * @throws IllegalStateException on a thread that must not block
		 */
		<T> GeneratedEntity<T> responseEntity(ParameterizedTypeReference<T> type);

	}

	/**
	 * What a {@link Mono} returns. Each subscription sends the request.
	 */
	interface MonoSpec {

		/**
		 * Return the text of the answer.
		 * @return the text, empty if the model gave none; fails with
		 * {@link GenerateException}
		 */
		Mono<String> content();

		/**
		 * Return the whole answer.
		 * @return the answer with its thinking text and metrics; fails with
		 * {@link GenerateException}
		 */
		Mono<GenerateResponse> response();

		/**
		 * Return the answer as a value of a type. The JSON schema of the type is sent as
		 * the format unless the request has one.
		 * @param <T> the type
		 * @param type a record, a class with properties, an enum, a simple value, or an
		 * array
		 * @return the value; fails with {@link InvalidRequestException} if no schema can
		 * be derived from the type, with {@link StructuredOutputException} if the answer
		 * is not of it, or with another {@link GenerateException}
		 */
		<T> Mono<T> entity(Class<T> type);

		/**
		 * Return the answer as a value of a type. The JSON schema of the type is sent as
		 * the format unless the request has one.
		 * @param <T> the type
		 * @param type the type, such as a list of records
		 * @return the value; fails with {@link InvalidRequestException} if no schema can
		 * be derived from the type, with {@link StructuredOutputException} if the answer
		 * is not of it, or with another {@link GenerateException}
		 */
		<T> Mono<T> entity(ParameterizedTypeReference<T> type);

		/**
		 * Return the answer as a value of a type, together with the answer and its
		 * metrics. The JSON schema of the type is sent as the format unless the request
		 * has one.
		 * @param <T> the type
		 * @param type a record, a class with properties, an enum, a simple value, or an
		 * array
		 * @return the value and the answer; fails with {@link InvalidRequestException} if
		 * no schema can be derived from the type, with {@link StructuredOutputException}
		 * if the answer is not of it, or with another {@link GenerateException}
		 */
		<T> Mono<GeneratedEntity<T>> responseEntity(Class<T> type);

		/**
		 * Return the answer as a value of a type, together with the answer and its
		 * metrics. The JSON schema of the type is sent as the format unless the request
		 * has one.
		 * @param <T> the type
		 * @param type the type, such as a list of records
		 * @return the value and the answer; fails with {@link InvalidRequestException} if
		 * no schema can be derived from the type, with {@link StructuredOutputException}
		 * if the answer is not of it, or with another {@link GenerateException}
		 */
		<T> Mono<GeneratedEntity<T>> responseEntity(ParameterizedTypeReference<T> type);

	}

	/**
	 * What a {@link Flux} returns. Each subscription sends the request.
	 */
	interface StreamSpec {

		/**
		 * Return the text of the answer as it arrives, without thinking text and without
		 * empty pieces.
		 * @return the pieces of text; fails with {@link GenerateException}, after the
		 * pieces that had arrived
		 */
		Flux<String> content();

		/**
		 * Return the chunks of the answer as they arrive; the last one is
		 * {@linkplain GenerateResponse#done() done} and carries the metrics.
		 * @return the chunks; fails with {@link GenerateException}, after the chunks that
		 * had arrived
		 */
		Flux<GenerateResponse> responses();

		/**
		 * Return the elements of an answer that is a JSON array, each as soon as it is
		 * complete. The JSON schema of the array is sent as the format unless the request
		 * has one. An empty array has none.
		 * @param <T> the type of the elements
		 * @param elementType the type of the elements
		 * @return the elements; fails with {@link InvalidRequestException} if no schema
		 * can be derived from the type, with {@link StructuredOutputException} if the
		 * answer is no such array, or with another {@link GenerateException}, after the
		 * elements that had arrived
		 */
		<T> Flux<T> entities(Class<T> elementType);

	}

}
