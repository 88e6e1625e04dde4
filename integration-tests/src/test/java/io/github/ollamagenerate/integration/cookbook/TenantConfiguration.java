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

package io.github.ollamagenerate.integration.cookbook;

import java.util.Set;

import io.github.ollamagenerate.observation.DefaultGenerateObservationConvention;
import io.github.ollamagenerate.observation.GenerateObservationConvention;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.MDC;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Recipe: the tenant as a tag, in a servlet application.
 */
@Configuration(proxyBeanMethods = false)
class TenantConfiguration {

	static final Set<String> TENANTS = Set.of("blue", "green");

	// tag::tenant[]
	@Bean
	GenerateObservationConvention tenantConvention() {
		return new DefaultGenerateObservationConvention().withTag("tenant",
				(subscriber) -> subscriber.getOrDefault("tenant", MDC.get("tenant")));
	}

	@Bean
	Filter tenantFilter() {
		return (request, response, chain) -> {
			String tenant = String.valueOf(((HttpServletRequest) request).getHeader("X-Tenant"));
			MDC.put("tenant", TENANTS.contains(tenant) ? tenant : "other");
			try {
				chain.doFilter(request, response);
			}
			finally {
				MDC.remove("tenant");
			}
		};
	}
	// end::tenant[]

}
