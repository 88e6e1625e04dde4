package io.github.ollamagenerate.sample;

import org.jspecify.annotations.Nullable;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.InvalidRequestException;
import io.github.ollamagenerate.ModelNotFoundException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Tells clients what failed. The messages of the starter say what to do next and hold no
 * prompt, answer or key.
 */
@RestControllerAdvice
class GenerateExceptionHandler extends ResponseEntityExceptionHandler {

	@ExceptionHandler
	ProblemDetail generationFailed(GenerateException ex) {
		return ProblemDetail.forStatusAndDetail(status(ex), ex.getMessage());
	}

	private static HttpStatus status(GenerateException ex) {
		if (ex instanceof InvalidRequestException) {
			return HttpStatus.BAD_REQUEST;
		}
		if (ex instanceof ModelNotFoundException) {
			return HttpStatus.NOT_FOUND;
		}
		if (ex instanceof GenerateResponseException) {
			return HttpStatus.BAD_GATEWAY;
		}
		if (ex instanceof GenerateTimeoutException) {
			return HttpStatus.GATEWAY_TIMEOUT;
		}
		return (ex instanceof GenerateRequestException) ? HttpStatus.SERVICE_UNAVAILABLE
				: HttpStatus.INTERNAL_SERVER_ERROR;
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status,
				"Send JSON with a prompt that is not blank, such as {\"prompt\": \"Why is the sky blue?\"}. "
						+ "\"model\" and \"system\" are optional.");
		return handleExceptionInternal(ex, problem, headers, status, request);
	}

}
