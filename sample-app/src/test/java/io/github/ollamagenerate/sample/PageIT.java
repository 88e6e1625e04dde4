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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uses the page as people do.
 */
@RequiresBrowser
@Timeout(120)
class PageIT {

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

	@Test
	void answerGrowsAndIsMeasured() {
		this.ollama.enqueue(MockAnswer.tokens("one", " <b>two</b>", "\n", "  three", " four")
			.thinking("Hm", ".")
			.pause(Duration.ofMillis(100)));
		page.open(1280, "light");
		this.browser.run("""
				window.lengths = [];
				const answer = document.getElementById("answer");
				new MutationObserver(() => window.lengths.push(answer.textContent.length))
					.observe(answer, { childList: true });""");
		page.type("Count");
		page.awaitText("facts", "Tokens/s");
		assertThat(this.browser.run("return document.getElementById('answer').textContent"))
			.isEqualTo("one <b>two</b>\n  three four");
		assertThat((List<?>) this.browser.run("return window.lengths")).hasSizeGreaterThan(2).doesNotHaveDuplicates();
		assertThat(this.browser.text("facts")).contains("Tokens", "First chunk");
		this.browser.element("thinking").findElement(By.tagName("summary")).click();
		assertThat(this.browser.text("thinking-text")).isEqualTo("Hm.");
		assertThat(this.ollama.takeRequest().prompt()).isEqualTo("Count");
		assertThat(this.browser.errors()).isEmpty();
	}

	@Test
	void fieldsAreSent() {
		page.open(1280, "light");
		this.browser.element("form").findElement(By.tagName("summary")).click();
		this.browser.element("model").sendKeys("gemma3:4b");
		this.browser.element("think").sendKeys("off");
		this.browser.element("system").sendKeys("Be brief.");
		this.browser.element("temperature").sendKeys("0.5");
		this.browser.element("num_predict").sendKeys("7");
		this.browser.element("schema").sendKeys("{\"type\": \"object\"}");
		this.browser.element("image")
			.sendKeys(Path.of("src/main/resources/static/style.css").toAbsolutePath().toString());
		this.ollama.enqueue(MockAnswer.tokens("{}"));
		page.type("What is this?");
		assertThat(this.ollama.takeRequest()).satisfies((request) -> {
			assertThat(request).hasModel("gemma3:4b").hasPrompt("What is this?").hasOption("num_predict", 7);
			assertThat(request.system()).isEqualTo("Be brief.");
			assertThat(request.field("think").booleanValue()).isFalse();
			assertThat(request.field("format").get("type").stringValue()).isEqualTo("object");
			assertThat(request.images()).hasSize(1);
			assertThat(request.option("seed").isMissingNode()).isTrue();
		});
	}

	@Test
	void stopClosesTheConnectionWhileTheModelIsSilent() {
		this.ollama.enqueue(MockAnswer.tokens("Hello").thenStall());
		page.open(1280, "light");
		page.type("Why?");
		page.awaitText("answer", "Hello");
		page.awaitText("in-flight", "1");
		this.browser.element("stop").click();
		assertThat(this.ollama.takeRequest().awaitConnectionClosed(Duration.ofSeconds(5))).isTrue();
		page.awaitText("end", "Stopped.");
		page.awaitText("in-flight", "0");
		assertThat(this.browser.text("answer")).isEqualTo("Hello");
		assertThat(this.browser.errors()).isEmpty();
	}

	@Test
	void escapeClosesTheConnectionBeforeTheFirstPiece() {
		this.ollama.enqueue(MockAnswer.stall());
		page.open(1280, "light");
		page.type("Why?");
		assertThat(this.ollama.takeRequest()).satisfies((request) -> {
			this.browser.element("prompt").sendKeys(Keys.ESCAPE);
			assertThat(request.awaitConnectionClosed(Duration.ofSeconds(5))).isTrue();
		});
		page.awaitText("end", "Stopped.");
		assertThat(this.browser.element("send").isDisplayed()).isTrue();
	}

	@Test
	void leavingThePageClosesTheConnection() {
		this.ollama.enqueue(MockAnswer.tokens("Hello").thenStall());
		page.open(1280, "light");
		page.type("Why?");
		page.awaitText("answer", "Hello");
		this.browser.run("location.href = 'about:blank'");
		assertThat(this.ollama.takeRequest().awaitConnectionClosed(Duration.ofSeconds(5))).isTrue();
	}

	@Test
	void errorIsToldWithItsNextStep() {
		page.open(1280, "light");
		RestClient.create(this.ollama.url())
			.method(HttpMethod.DELETE)
			.uri("/api/delete")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"model\":\"" + SamplePage.GONE + "\"}")
			.retrieve()
			.toBodilessEntity();
		this.browser.element("model").sendKeys(SamplePage.GONE);
		page.type("Why?");
		page.awaitText("error", "ollama pull " + SamplePage.GONE);
		assertThat(this.browser.errors()).singleElement().asString().contains("/generate", "404");
	}

	@Test
	void errorAfterThePieceIsToldBesideIt() {
		this.ollama.enqueue(MockAnswer.tokens("Hello").thenError("<b>out of memory</b>"));
		page.open(1280, "light");
		page.type("Why?");
		page.awaitText("error", "<b>out of memory</b>");
		assertThat(this.browser.text("answer")).isEqualTo("Hello");
	}

}
