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
import java.util.List;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at the page, and whether all can use it. Pictures go to
 * {@code target/screenshots}.
 */
@RequiresBrowser
@Timeout(120)
class PageLookIT {

	private static final Path PICTURE = Path.of("../docs/images/sample.png");

	private final SamplePage page;

	private final MockOllamaServer ollama;

	private final Browser browser;

	PageLookIT(SamplePage page) {
		this.page = page;
		this.ollama = page.ollama();
		this.browser = page.browser();
	}

	@ParameterizedTest
	@CsvSource({ "360, light", "360, dark", "1280, light", "1280, dark" })
	void pageIsForEveryone(int width, String scheme) throws IOException {
		this.page.load();
		this.page.open(width, scheme);
		this.ollama.enqueue(SkyAnswer.create());
		this.page.submit();
		this.page.awaitText("facts", "Total");
		assertThat(
				this.browser.run("return document.getElementById('answer').getBoundingClientRect().top < innerHeight"))
			.as("answer in view")
			.isEqualTo(true);
		this.page.refresh();
		this.page.awaitText("health", "Up");
		assertThat(this.browser.text("version")).matches("\\d.*");
		assertThat(this.browser.text("speed")).matches("[\\d.]+");
		assertThat(this.browser.text("scale")).startsWith("up to ");
		this.page.awaitText("loaded", "qwen3:1.7b");
		assertThat(this.browser.element("chart").findElements(By.tagName("rect"))).isNotEmpty();
		this.browser.element("show-java").click();
		assertAccessible("answer", width, scheme);
		this.page.remove(SamplePage.MODEL);
		this.page.open(width, scheme);
		this.ollama.enqueue("/api/pull",
				MockAnswer
					.lines("{\"status\":\"pulling manifest\"}",
							"{\"status\":\"pulling\",\"digest\":\"a\",\"total\":1400000000,\"completed\":1000000}",
							"{\"status\":\"pulling\",\"digest\":\"a\",\"total\":1400000000,\"completed\":412000000}")
					.pause(Duration.ofMillis(50))
					.thenStall());
		this.browser.element("pull-start").click();
		this.page.awaitText("pull-figures", "left");
		this.browser.run("document.querySelectorAll('details').forEach((details) => details.open = true)");
		this.page.fill("schema", "{");
		this.page.submit();
		this.page.awaitText("error", "'format' must be");
		assertAccessible("pull", width, scheme);
		assertThat(this.browser.errors()).allMatch((error) -> error.contains("/generate") && error.contains("400"));
	}

	/**
	 * The picture of the README shows what a visitor without Ollama sees;
	 * {@code -Dollama.test.picture.write=true} retakes it.
	 */
	@Test
	void visitorWithoutOllamaSeesTheMockServer() throws IOException {
		this.page.openWithoutOllama(1280, "light");
		this.page.awaitText("mock", "all answers are canned");
		this.page.refresh();
		this.page.awaitText("health", "Mock server");
		this.browser.element("show-java").click();
		boolean write = Boolean.getBoolean("ollama.test.picture.write");
		this.page.fill("num_predict", write ? "" : "25");
		this.page.submit();
		this.page.awaitText("facts", "Total");
		assertThat(this.browser.text("answer")).contains("canned");
		assertThat(this.browser.barriers()).isEmpty();
		this.page.awaitNothingInFlight();
		this.browser
			.takeScreenshot(write ? PICTURE : Path.of("target", "screenshots", PICTURE.getFileName().toString()));
		assertThat(PICTURE.toFile().length()).isBetween(1L, 200_000L);
	}

	private void assertAccessible(String state, int width, String scheme) throws IOException {
		assertThat((List<?>) this.browser
			.run("""
					return document.documentElement.scrollWidth <= innerWidth ? []
						: [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > innerWidth)
							.map((each) => each.localName + "#" + each.id + "." + each.className)"""))
			.as("horizontal scrolling")
			.isEmpty();
		// each look takes a second; both widths and both schemes are among these two
		if ((width == 360) == scheme.equals("light")) {
			assertThat(this.browser.barriers()).isEmpty();
		}
		this.browser.takeScreenshot(Path.of("target", "screenshots", width + "-" + scheme + "-" + state + ".png"));
	}

}
