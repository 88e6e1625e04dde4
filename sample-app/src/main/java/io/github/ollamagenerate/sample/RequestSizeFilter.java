package io.github.ollamagenerate.sample;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses bodies that are too large, announced or not. The limits of Tomcat and Spring
 * Boot are for forms and uploads; nothing else bounds JSON.
 */
@Component
class RequestSizeFilter extends OncePerRequestFilter {

	private final DataSize maxSize;

	private final HandlerExceptionResolver exceptionResolver;

	RequestSizeFilter(@Value("${sample.max-request-size}") DataSize maxSize,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver exceptionResolver) {
		this.maxSize = maxSize;
		this.exceptionResolver = exceptionResolver;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getContentLengthLong() > this.maxSize.toBytes()) {
			this.exceptionResolver.resolveException(request, response, null, tooLarge());
			return;
		}
		chain.doFilter(new LimitedRequest(request, this.maxSize.toBytes(), this::tooLarge), response);
	}

	private ResponseStatusException tooLarge() {
		return new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, "The request is larger than "
				+ this.maxSize.toMegabytes() + " MB: send a smaller image or a shorter prompt.");
	}

}
