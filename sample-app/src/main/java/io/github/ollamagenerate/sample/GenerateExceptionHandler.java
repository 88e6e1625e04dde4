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

package io.github.ollamagenerate.sample;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.github.ollamagenerate.ContextLengthException;
import io.github.ollamagenerate.GenerateAuthenticationException;
import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.InvalidRequestException;
import io.github.ollamagenerate.ModelNotFoundException;
import io.github.ollamagenerate.RateLimitedException;
import io.github.ollamagenerate.ServerBusyException;
import io.github.ollamagenerate.StructuredOutputException;
import io.github.ollamagenerate.UnsupportedFeatureException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Maps failures to RFC 9457 problem details. The messages of the starter say what to do
 * next and contain no prompt, answer, or key.
 */
@RestControllerAdvice
class GenerateExceptionHandler extends ResponseEntityExceptionHandler {

	@ExceptionHandler
	ResponseEntity<ProblemDetail> generationFailed(GenerateException ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status(ex), detail(ex));
		Duration retryAfter = (ex instanceof GenerateResponseException refusal) ? refusal.retryAfter() : null;
		return ResponseEntity.of(problem).headers((headers) -> {
			if (retryAfter != null) {
				headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds()));
			}
		}).build();
	}

	// the message of this exception is for developers, who can call its methods
	private static @Nullable String detail(GenerateException ex) {
		return (ex instanceof GenerateAuthenticationException refusal && refusal.signinUrl() != null)
				? "Ollama asks for a login. Run 'ollama signin' on the machine of the server." : ex.getMessage();
	}

	private static HttpStatus status(GenerateException ex) {
		if (ex instanceof InvalidRequestException) {
			return HttpStatus.BAD_REQUEST;
		}
		if (ex instanceof GenerateResponseException refusal) {
			return status(refusal);
		}
		if (ex instanceof StructuredOutputException) {
			return HttpStatus.BAD_GATEWAY;
		}
		if (ex instanceof GenerateTimeoutException) {
			return HttpStatus.GATEWAY_TIMEOUT;
		}
		return (ex instanceof GenerateRequestException) ? HttpStatus.SERVICE_UNAVAILABLE
				: HttpStatus.INTERNAL_SERVER_ERROR;
	}

	// what the client can change is its error, the rest is the server's
	private static HttpStatus status(GenerateResponseException ex) {
		if (ex instanceof ModelNotFoundException) {
			return HttpStatus.NOT_FOUND;
		}
		if (ex instanceof UnsupportedFeatureException || ex instanceof ContextLengthException) {
			return HttpStatus.UNPROCESSABLE_CONTENT;
		}
		if (ex instanceof RateLimitedException) {
			return HttpStatus.TOO_MANY_REQUESTS;
		}
		if (ex instanceof ServerBusyException) {
			return HttpStatus.SERVICE_UNAVAILABLE;
		}
		return (ex.status() == 400) ? HttpStatus.BAD_REQUEST : HttpStatus.BAD_GATEWAY;
	}

	@ExceptionHandler(TimeoutException.class)
	ProblemDetail serverDidNotTell() {
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"Ollama did not return its models. Is it running?");
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		if (ex.getMostSpecificCause() instanceof ResponseStatusException tooLarge) {
			return handleErrorResponseException(tooLarge, tooLarge.getHeaders(), tooLarge.getStatusCode(), request);
		}
		if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
			ResponseStatusException compressed = new ResponseStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE,
					"Compressed requests are not supported: send the body without Content-Encoding.");
			return handleErrorResponseException(compressed, headers, compressed.getStatusCode(), request);
		}
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, UnreadableJson.describe(ex));
		return handleExceptionInternal(ex, problem, headers, status, request);
	}

}
