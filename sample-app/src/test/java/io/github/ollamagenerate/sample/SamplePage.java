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
import java.util.Map;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openqa.selenium.Keys;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of a sample that runs, in a browser.
 */
final class SamplePage implements AutoCloseable {

	static final String MODEL = "qwen3:1.7b";

	/** A model that a test may remove. */
	static final String GONE = "gone:1b";

	/** A model that supports everything. */
	static final String ALL = "all:1b";

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SamplePage.class);

	private final MockOllamaServer ollama;

	private final ConfigurableApplicationContext sample;

	private final Browser browser;

	private @Nullable ConfigurableApplicationContext alone;

	private SamplePage(MockOllamaServer ollama, ConfigurableApplicationContext sample, Browser browser) {
		this.ollama = ollama;
		this.sample = sample;
		this.browser = browser;
	}

	private static SamplePage start() {
		Browser browser = Browser.start();
		MockOllamaServer ollama = MockOllamaServer.builder()
			.models(MODEL, "gemma3:4b", "qwen2.5-coder:1.5b", GONE)
			.model(ALL, "completion", "thinking", "vision", "insert")
			.pullable(MODEL)
			.start();
		return new SamplePage(ollama, run("--ollama.base-url=" + ollama.url()), browser);
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		return SpringApplication.run(SampleApplication.class,
				StringUtils.addStringToArray(arguments, "--server.port=0"));
	}

	MockOllamaServer ollama() {
		return this.ollama;
	}

	Browser browser() {
		return this.browser;
	}

	void open(int width, String scheme) {
		this.browser.errors();
		open(this.sample, width, scheme);
	}

	/**
	 * Open the page of a sample without Ollama, which answers from its own mock server.
	 */
	void openWithoutOllama(int width, String scheme) {
		this.alone = (this.alone != null) ? this.alone : run("--ollama.base-url=http://127.0.0.1:1");
		open(this.alone, width, scheme);
	}

	private void open(ConfigurableApplicationContext context, int width, String scheme) {
		String url = "http://127.0.0.1:" + port(context) + "/";
		this.browser.open(url, width, scheme);
		await().untilAsserted(() -> {
			if (this.browser.hasNetworkChanged()) {
				this.browser.open(url, width, scheme);
			}
			assertThat(this.browser.elements("#model option"))
				.as(() -> "models on the page, whose requests were " + this.browser.requests())
				.isNotEmpty();
		});
	}

	private static int port(ConfigurableApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	GenerateOperations operations() {
		return this.sample.getBean(GenerateOperations.class);
	}

	HttpCalls http() {
		return new HttpCalls(port(this.sample));
	}

	/**
	 * Remove a model from the server, until the test ends.
	 */
	void remove(String model) {
		RestClient.create(this.ollama.url())
			.method(HttpMethod.DELETE)
			.uri("/api/delete")
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("model", model))
			.retrieve()
			.toBodilessEntity();
	}

	/**
	 * Load the model; an answer that is enqueued does not.
	 */
	void load() {
		operations().load(MODEL);
	}

	void type(String prompt) {
		fill("prompt", prompt);
		submit();
	}

	/**
	 * Set a field as typing does, line breaks included.
	 */
	void fill(String id, String text) {
		this.browser.run("const field = document.getElementById(arguments[0]); field.value = arguments[1];"
				+ "field.dispatchEvent(new Event('input', { bubbles: true }))", id, text);
	}

	void submit() {
		this.browser.element("prompt").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
	}

	void choose(String use) {
		this.browser.run("document.querySelector('input[value=' + arguments[0] + ']').click()", use);
	}

	void select(String model) {
		this.browser.elements("#model option[value='" + model + "']").get(0).click();
	}

	/**
	 * Let the page look at the health and the meters now.
	 */
	void refresh() {
		this.browser.run("return import('./live.js').then((live) => live.refresh())");
	}

	ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
	}

	void awaitText(String id, String text) {
		await().untilAsserted(() -> assertThat(this.browser.text(id)).contains(text));
	}

	void awaitNothingInFlight() {
		await().until(() -> {
			refresh();
			return this.browser.text("in-flight").equals("0");
		});
	}

	@Override
	public void close() {
		this.browser.close();
		this.sample.close();
		if (this.alone != null) {
			this.alone.close();
		}
		this.ollama.close();
	}

	/**
	 * Provides the one browser and the one sample of all tests, whose server forgets each
	 * test.
	 */
	static final class Extension implements ParameterResolver, AfterEachCallback {

		@Override
		public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
			return parameter.getParameter().getType() == SamplePage.class;
		}

		@Override
		public SamplePage resolveParameter(ParameterContext parameter, ExtensionContext context) {
			return page(context);
		}

		@Override
		public void afterEach(ExtensionContext context) {
			page(context).ollama().afterTest(context.getExecutionException().orElse(null));
		}

		private static SamplePage page(ExtensionContext context) {
			return context.getRoot()
				.getStore(NAMESPACE)
				.computeIfAbsent(SamplePage.class, (key) -> SamplePage.start(), SamplePage.class);
		}

	}

}
