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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at the page, and whether all can use it. Pictures go to
 * {@code target/screenshots}.
 */
@RequiresBrowser
@Timeout(120)
class PageLookIT {

	private static SamplePage page;

	private final MockOllamaServer ollama = page.ollama();

	private final Browser browser = page.browser();

	@BeforeAll
	static void start() {
		page = SamplePage.start();
	}

	@AfterAll
	static void stop() {
		page.close();
	}

	@AfterEach
	void reset() {
		this.ollama.reset();
	}

	@ParameterizedTest
	@CsvSource({ "360, light", "360, dark", "1280, light", "1280, dark" })
	void pageIsForEveryone(int width, String scheme) throws IOException {
		page.load();
		page.open(width, scheme);
		this.ollama.enqueue(SkyAnswer.create());
		this.browser.element("prompt").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
		page.awaitText("facts", "Tokens/s");
		page.awaitText("health", "Up");
		assertThat(this.browser.text("version")).matches("\\d.*");
		page.await().until(() -> !this.browser.text("speed").equals("–"));
		page.awaitText("loaded", "qwen3:1.7b");
		assertThat(this.browser.element("chart").findElements(By.tagName("rect"))).isNotEmpty();
		assertAccessible("before", width, scheme);
		this.browser.run("document.querySelectorAll('details').forEach((details) => details.open = true)");
		assertAccessible("open", width, scheme);
		this.browser.run("document.getElementById('schema').value = '{'");
		this.browser.element("prompt").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
		page.awaitText("error", "The JSON schema is not valid JSON");
		assertAccessible("error", width, scheme);
		assertThat(this.browser.errors()).isEmpty();
	}

	@Test
	void mockServerIsNamed() {
		try (ConfigurableApplicationContext alone = SpringApplication.run(SampleApplication.class, "--server.port=0",
				"--ollama.base-url=http://127.0.0.1:1")) {
			page.open(alone, 360, "light");
			page.awaitText("mock", "this text is canned");
			page.type("Why?");
			page.awaitText("answer", "canned");
			assertThat(this.browser.barriers()).isEmpty();
		}
	}

	/**
	 * The picture of the README; {@code -Dollama.test.picture.write=true} retakes it.
	 */
	@Test
	void pictureOfTheReadmeIsSmall() throws IOException {
		page.load();
		page.open(1280, "light");
		for (int pause : new int[] { 12, 14, 11, 13, 12 }) {
			this.browser.run("const now = Date.now; Date.now = () => now() + 30000");
			this.ollama.enqueue(SkyAnswer.create().pause(Duration.ofMillis(pause)));
			int bars = this.browser.element("chart").findElements(By.tagName("rect")).size();
			this.browser.element("prompt").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
			page.await().until(() -> this.browser.element("chart").findElements(By.tagName("rect")).size() > bars);
		}
		page.awaitText("loaded", "qwen3:1.7b");
		page.awaitText("in-flight", "0");
		boolean write = Boolean.getBoolean("ollama.test.picture.write");
		Path path = (write ? Path.of("../docs/images") : Path.of("target", "screenshots")).resolve("sample.png");
		this.browser.takeScreenshot(path);
		assertThat(path.toFile().length()).isLessThan(200_000);
	}

	private void assertAccessible(String state, int width, String scheme) throws IOException {
		assertThat(this.browser.run("return document.documentElement.scrollWidth - innerWidth"))
			.as("horizontal scrolling")
			.isEqualTo(0L);
		assertThat(this.browser.barriers()).isEmpty();
		this.browser.takeScreenshot(Path.of("target", "screenshots", width + "-" + scheme + "-" + state + ".png"));
	}

}
