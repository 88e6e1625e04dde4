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

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of a sample that runs, in a browser.
 */
final class SamplePage implements AutoCloseable {

	static final String MODEL = "qwen3:1.7b";

	/** A model that a test may remove. */
	static final String GONE = "gone:1b";

	private final MockOllamaServer ollama;

	private final ConfigurableApplicationContext sample;

	private final Browser browser;

	private SamplePage(MockOllamaServer ollama, ConfigurableApplicationContext sample, Browser browser) {
		this.ollama = ollama;
		this.sample = sample;
		this.browser = browser;
	}

	static SamplePage start() {
		Browser browser = Browser.start();
		MockOllamaServer ollama = MockOllamaServer.builder().models(MODEL, "gemma3:4b", GONE).start();
		return new SamplePage(ollama,
				SpringApplication.run(SampleApplication.class, "--server.port=0", "--ollama.base-url=" + ollama.url()),
				browser);
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
		WebElement model = this.browser.element("model");
		await().until(() -> model.findElements(By.tagName("option")).size() >= 2);
	}

	void open(ConfigurableApplicationContext context, int width, String scheme) {
		this.browser.open("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"), width,
				scheme);
	}

	/**
	 * Load the model; an answer that is enqueued does not.
	 */
	void load() {
		this.sample.getBean(GenerateOperations.class).load(MODEL);
	}

	void type(String prompt) {
		this.browser.element("prompt").clear();
		this.browser.element("prompt").sendKeys(prompt, Keys.chord(Keys.CONTROL, Keys.ENTER));
	}

	ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
	}

	void awaitText(String id, String text) {
		await().untilAsserted(() -> assertThat(this.browser.text(id)).contains(text));
	}

	@Override
	public void close() {
		this.browser.close();
		this.sample.close();
		this.ollama.close();
	}

}
