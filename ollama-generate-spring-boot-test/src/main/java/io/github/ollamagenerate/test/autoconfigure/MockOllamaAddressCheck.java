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

package io.github.ollamagenerate.test.autoconfigure;

import java.lang.reflect.Method;

import io.github.ollamagenerate.test.MockOllamaServer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Fails if a connection details bean of the application keeps its clients away from the
 * mock server: a test must not reach a real one unnoticed. The type is looked up by name,
 * for the starter's own tests depend on this module.
 */
final class MockOllamaAddressCheck implements SmartInitializingSingleton {

	private static final String CONNECTION_DETAILS = "io.github.ollamagenerate.autoconfigure.OllamaGenerateConnectionDetails";

	private final MockOllamaServer server;

	private final ListableBeanFactory beanFactory;

	MockOllamaAddressCheck(MockOllamaServer server, ListableBeanFactory beanFactory) {
		this.server = server;
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		ClassLoader classLoader = getClass().getClassLoader();
		if (ClassUtils.isPresent(CONNECTION_DETAILS, classLoader)) {
			Class<?> type = ClassUtils.resolveClassName(CONNECTION_DETAILS, classLoader);
			Method baseUrl = ClassUtils.getMethod(type, "getBaseUrl");
			this.beanFactory.getBeansOfType(type)
				.forEach((name, bean) -> check(name, bean, ReflectionUtils.invokeMethod(baseUrl, bean)));
		}
	}

	private void check(String name, Object bean, @Nullable Object address) {
		if (!this.server.url().equals(address)) {
			throw new IllegalStateException("The bean '" + name + "' of type " + bean.getClass().getName()
					+ " leads past the mock server: it has another address than the property 'ollama.base-url' of this"
					+ " test. Leave the bean out of the test, or let it use the property.");
		}
	}

}
