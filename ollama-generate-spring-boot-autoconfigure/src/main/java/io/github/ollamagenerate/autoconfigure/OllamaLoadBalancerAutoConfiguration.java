package io.github.ollamagenerate.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.client.loadbalancer.reactive.LoadBalancedExchangeFilterFunction;
import org.springframework.context.annotation.Bean;

import io.github.ollamagenerate.client.BaseUrl;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for several Ollama servers with
 * Spring Cloud LoadBalancer.
 */
@AutoConfiguration(after = OllamaGenerateAutoConfiguration.class,
		afterName = "org.springframework.cloud.client.loadbalancer.reactive.ReactorLoadBalancerClientAutoConfiguration")
@ConditionalOnClass(LoadBalancedExchangeFilterFunction.class)
@ConditionalOnBooleanProperty("ollama.load-balanced")
@ConditionalOnBean({ OllamaGenerateConnectionDetails.class, LoadBalancedExchangeFilterFunction.class })
public final class OllamaLoadBalancerAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	LoadBalancerCustomizer ollamaLoadBalancerCustomizer(OllamaGenerateConnectionDetails connectionDetails,
			LoadBalancedExchangeFilterFunction loadBalancer) {
		return new LoadBalancerCustomizer(BaseUrl.parse(connectionDetails.getBaseUrl()).uri(), loadBalancer);
	}

}
