package io.github.ollamagenerate.sample;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.github.ollamagenerate.client.BaseUrl;
import io.github.ollamagenerate.client.InvalidBaseUrlException;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests for other hosts than this machine. The page of another site whose name
 * resolves to 127.0.0.1 would otherwise be allowed to read what this application answers
 * (DNS rebinding), since for the browser it is the same site.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HostFilter extends OncePerRequestFilter {

	private final Set<String> allowedHosts;

	HostFilter(@Value("${sample.allowed-hosts:}") Set<String> allowedHosts) {
		this.allowedHosts = allowedHosts;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String host = request.getServerName();
		if (isLoopback(host) || this.allowedHosts.contains(host)) {
			chain.doFilter(request, response);
		}
		else {
			response.setStatus(HttpServletResponse.SC_FORBIDDEN);
		}
	}

	private static boolean isLoopback(String host) {
		try {
			return BaseUrl.parse(host).isLoopback();
		}
		catch (InvalidBaseUrlException ex) {
			return false;
		}
	}

}
